using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>What is recorded of a source's transformations: what its Silver holds, and what they did in all.</summary>
public sealed class TransformationRecordTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new("coingecko");
    private readonly HashSet<string> _notes = ["note-1", "note-2", "note-3"];

    [Test]
    public async Task Silver_is_counted_as_it_is_and_work_is_added_up()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await Database.ExecuteAsync(
            "INSERT INTO retention_limits VALUES ('coingecko', timestamptz '2026-02-01 00:00Z', now())"
        );
        _source.RecordMapping = Map;

        var records = new List<string?>();
        await RunAsync(Priced("a", hoursAgo: 1), Rejected("bad-1"), Priced("note-1", 0), Priced("old-1", 24 * 60));
        await RunAsync(Priced("b", hoursAgo: 3), Rejected("bad-2"), Priced("note-2", 0), Priced("old-2", 24 * 60));
        await RunAsync(Priced("note-3", hoursAgo: 6));
        _source.WithVersion("scripted/2");
        _notes.Remove("note-3");
        _notes.Add("a");
        await RunAsync();

        Assert.That(
            records,
            Is.EqualTo([
                "scripted/1 12:00 | 1 1 | 1 1 1 1 | 4 | 11:00 12:00",
                "scripted/1 13:00 | 2 2 | 2 2 2 2 | 8 | 11:00 13:00",
                "scripted/1 14:00 | 2 2 | 2 2 3 2 | 9 | 11:00 13:00",
                "scripted/2 15:00 | 2 2 | 4 4 6 4 | 8 | 10:00 15:00",
            ])
        );

        async Task RunAsync(params Coin[] coins)
        {
            _source.SendsNothing().Sends(coins);
            await etl.RunAsync("coingecko");
            records.Add(
                await Database.ScalarAsync<string?>(
                    """
                    SELECT version || to_char(transformed_at, ' HH24:MI | ')
                           || concat_ws(' ', silver_rows, failure_rows) || ' | '
                           || concat_ws(' ', transformed_total, failed_total, not_applicable_total, expired_total)
                           || ' | ' || last_not_applicable_id || ' | '
                           || to_char(newest_data_at, 'HH24:MI ') || to_char(grown_at, 'HH24:MI')
                    FROM   transformations
                    """
                )
            );
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    private Mapping Map(StoredRecord record) =>
        CoinGeckoMapping.Map(record) is Mapping.Accepted { Observation.SourceAssetId: var id } && _notes.Contains(id)
            ? new Mapping.NotApplicable("a note")
            : CoinGeckoMapping.Map(record);

    private Coin Priced(string id, int hoursAgo) =>
        new(id, id, id, LastUpdated: $"{_time.GetUtcNow().AddHours(-hoursAgo):yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private Coin Rejected(string id) => Priced(id, 0) with { Price = "null" };
}
