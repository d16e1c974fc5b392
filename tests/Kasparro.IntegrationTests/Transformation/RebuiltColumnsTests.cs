using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// Every column after a new version read the same records differently. Another source has the same coins, instants and
/// numbers.
/// </summary>
public sealed class RebuiltColumnsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new("coingecko");
    private readonly ScriptedSource _other = new("csv");

    [Test, Promise(8)]
    public async Task What_a_new_version_reads_differently_is_corrected_and_all_else_stays()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source, _other);
        foreach (var source in (ScriptedSource[])[_source, _other])
        {
            source.Sends(
                Said("same"),
                Said("price"),
                Said("cap"),
                Said("volume"),
                Said("zero"),
                Said("moved"),
                Said("rejected"),
                Said("first", "1.5"),
                Said("first", "1.6"),
                Said("twice"),
                Said("twice", "1.8") with
                {
                    LastUpdated = "2026-01-01T02:00:00Z",
                }
            );
            await etl.RunAsync(source.Description.Name);
        }

        var other = await RowsAsync("csv");
        _time.Advance(TimeSpan.FromHours(3));
        _source.WithVersion("scripted/2").Mapping = ReadDifferently;
        await etl.TransformAsync("coingecko");

        Assert.That(
            await RowsAsync("coingecko"),
            Is.EqualTo([
                "same 1 00:00 | 1.5 100 10 | 12:00 12:00",
                "price 2 00:00 | 1.7 100 10 | 12:00 15:00",
                "cap 3 00:00 | 1.5 170 10 | 12:00 15:00",
                "volume 4 00:00 | 1.5 100 17 | 12:00 15:00",
                "zero 5 00:00 | 1.50 100 10 | 12:00 15:00",
                "moved 6 01:00 | 1.5 100 10 | 15:00 15:00",
                "first 8 00:00 | 1.5 100 10 | 15:00 15:00",
                "twice 10 00:00 | 1.5 100 10 | 12:00 12:00",
                "twice 11 02:00 | 1.8 100 10 | 12:00 12:00",
            ])
        );
        Assert.That(await RowsAsync("csv"), Is.EqualTo(other));
        Assert.That(
            await TextsAsync(
                """
                SELECT a.name || to_char(w.last_updated, ' HH24:MI')
                FROM   silver_withdrawals w
                JOIN   assets a USING (asset_id)
                WHERE  w.source = 'coingecko'
                AND    w.commit_id = (SELECT max(commit_id) FROM silver_commits)
                ORDER  BY 1
                """
            ),
            Is.EqualTo(["moved 00:00", "rejected 00:00"])
        );
        Assert.That(await CountAsync("market_data_revisions WHERE source = 'coingecko'"), Is.Zero);
        Assert.That(await CountAsync("market_data_revisions WHERE source = 'csv'"), Is.EqualTo(1));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private static Coin Said(string id, string price = "1.5") => new(id, id, id, price);

    private static Mapping ReadDifferently(ReadOnlyMemory<byte> payload)
    {
        var json = Encoding.UTF8.GetString(payload.Span);
        if (json.Contains("\"rejected\"") || json.Contains("1.6"))
            return new Mapping.Rejected(TransformFailureType.InvalidNumber, "no longer read");

        var changed =
            json.Contains("\"price\"") ? json.Replace("1.5", "1.7")
            : json.Contains("\"cap\"") ? json.Replace("100", "170")
            : json.Contains("\"volume\"") ? json.Replace("10,", "17,")
            : json.Contains("\"zero\"") ? json.Replace("1.5", "1.50")
            : json.Contains("\"moved\"") ? json.Replace("T00", "T01")
            : json;
        return CoinGeckoMapping.Map(new StoredRecord(Encoding.UTF8.GetBytes(changed)));
    }

    private Task<IReadOnlyList<string?>> RowsAsync(string source) =>
        TextsAsync(
            $"""
            SELECT concat_ws(' ', a.name, d.raw_id, to_char(d.last_updated, 'HH24:MI'), '|', d.price_usd,
                             d.market_cap_usd, d.volume_24h_usd, '|', to_char(d.created_at, 'HH24:MI'),
                             to_char(d.updated_at, 'HH24:MI'))
            FROM   asset_market_data d
            JOIN   assets a USING (asset_id)
            WHERE  d.source = '{source}'
            ORDER  BY d.raw_id
            """
        );
}
