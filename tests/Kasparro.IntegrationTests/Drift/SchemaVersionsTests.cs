using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>Each shape of a source's records is a version; that of the last run is the current one.</summary>
public sealed class SchemaVersionsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);

    [Test, Promise(19)]
    public async Task A_shape_that_returns_is_current_again_with_the_time_it_was_seen_first()
    {
        var (source, other) = (new ScriptedSource("coingecko"), new ScriptedSource("csv"));
        await using var etl = EtlProcess.With(Database, _time, source, other);

        var versions = new List<string>();
        foreach (
            var (sent, extra, records) in ((ScriptedSource, string, int)[])
                [(source, "", 50), (other, "", 50), (source, ",\"more\":1", 51), (source, "", 52), (source, "", 53)]
        )
        {
            sent.SendsNothing().Sends([.. Enumerable.Range(0, records).Select(id => Record(id, extra))]);
            await etl.IngestAsync(sent.Description.Name);
            versions.Add(await VersionsAsync());
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(
            versions,
            Is.EqualTo([
                "coingecko t 1 1 12:00 12:00 50 50",
                "coingecko t 1 1 12:00 12:00 50 50; csv t 2 2 13:00 13:00 50 50",
                "coingecko f 1 1 12:00 12:00 50 50; coingecko t 3 3 14:00 14:00 51 101; csv t 2 2 13:00 13:00 50 50",
                "coingecko t 1 4 12:00 15:00 52 153; coingecko f 3 3 14:00 14:00 51 101; csv t 2 2 13:00 13:00 50 50",
                "coingecko t 1 5 12:00 16:00 53 206; coingecko f 3 3 14:00 14:00 51 101; csv t 2 2 13:00 13:00 50 50",
            ])
        );
    }

    private static Domain.Bronze.RawRecord Record(int id, string extra) =>
        Coin.Raw($"coin-{id}", new Coin($"coin-{id}").Json().Replace("}", $"{extra}}}", StringComparison.Ordinal));

    /// <summary>Source, whether current, first and last run and time, rows of the last run and of all.</summary>
    private async Task<string> VersionsAsync() =>
        await Database.ScalarAsync<string?>(
            """
            SELECT string_agg(concat_ws(' ', v.source, v.is_current, f.sequence, l.sequence,
                                        to_char(v.first_seen_at, 'HH24:MI'), to_char(v.last_seen_at, 'HH24:MI'),
                                        v.latest ->> 'rows', v.known ->> 'rows'),
                              '; ' ORDER BY v.source, v.first_seen_at)
            FROM   schema_versions v
            JOIN   etl_runs f ON f.run_id = v.first_run_id
            JOIN   etl_runs l ON l.run_id = v.last_run_id
            """
        ) ?? "";
}
