using System.Text.Json;
using Kasparro.Testing;

namespace Kasparro.IntegrationTests.Recordings;

public sealed class RecordedSilverTests
{
    [TestCase("coingecko", 6_712, 9, 1), TestCase("coinpaprika", 3_795, 0, 5_000), TestCase("csv", 39_075, 7, 0)]
    [Promise(1), Promise(10), EdgeCase(16), EdgeCase(21)]
    public async Task Every_raw_row_is_a_Silver_row_a_failure_or_superseded(
        string source,
        int silver,
        int superseded,
        int failures
    )
    {
        var counts = (
            await RecordedMarket.Database.RowsAsync(
                $"""
                SELECT (SELECT count(*) FROM raw_{source})::text,
                       (SELECT count(*) FROM asset_market_data WHERE source = '{source}')::text,
                       (SELECT count(*) FROM transform_failures WHERE source = '{source}')::text
                """
            )
        ).Single().Select(int.Parse!).ToList();

        Assert.That((counts[1], counts[2]), Is.EqualTo((silver, failures)));
        Assert.That(
            RecordedMarket.Runs.Where(run => run.Recording.Source == source).Sum(run => run.Transform.Superseded),
            Is.EqualTo(superseded)
        );
        Assert.That(silver + superseded + failures, Is.EqualTo(counts[0]));
    }

    [TestCase("coingecko", "current_price", "market_cap", "total_volume", 6_712)]
    [TestCase("coinpaprika", "quotes.USD.price", "quotes.USD.market_cap", "quotes.USD.volume_24h", 3_795)]
    [TestCase("csv", "Close|current_price", "Marketcap|market_cap", "Volume|total_volume", 39_075)]
    [Promise(9), EdgeCase(2), EdgeCase(3), EdgeCase(5), EdgeCase(6), EdgeCase(49)]
    public async Task Every_stored_number_has_the_digits_of_its_payload(
        string source,
        string price,
        string marketCap,
        string volume,
        int rows
    )
    {
        var silver = await RecordedMarket.Database.RowsAsync(
            $"""
            SELECT r.payload::text, d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text
            FROM asset_market_data d JOIN raw_{source} r ON r.id = d.raw_id WHERE d.source = '{source}'
            """
        );
        Assert.That(silver, Has.Count.EqualTo(rows));

        var altered = silver.Where(row =>
        {
            using var payload = JsonDocument.Parse(row[0]!);
            return !(
                ExactNumber.IsKept(Lexeme(payload.RootElement, price), row[1])
                && ExactNumber.IsKept(Lexeme(payload.RootElement, marketCap), row[2])
                && ExactNumber.IsKept(Lexeme(payload.RootElement, volume), row[3])
            );
        });
        Assert.That(altered, Is.Empty);
    }

    [Test, Promise(10), EdgeCase(8), EdgeCase(23), EdgeCase(47), EdgeCase(50)]
    public async Task Every_failure_is_one_that_ought_to_be()
    {
        var failures = await RecordedMarket.Database.RowsAsync(
            """
            SELECT source, error_type, regexp_replace(error_message, '''.*''', '…'), count(*)::text
            FROM transform_failures GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """
        );

        Assert.That(
            failures.Select(row => string.Join(" | ", row)),
            Is.EqualTo(
                (string[])
                    [
                        "coingecko | missing_field | current_price is null | 1",
                        "coinpaprika | no_usd_quote | quotes.USD is missing; the row has only KRW | 5000",
                    ]
            )
        );
        Assert.That(
            await RecordedMarket.Database.RowsAsync(
                "SELECT payload->>'id' FROM transform_failures WHERE source = 'coingecko'"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        ["genius-3"],
                    ]
            )
        );
    }

    [Test, EdgeCase(15), EdgeCase(16)]
    public async Task Of_two_statements_about_one_instant_the_later_received_counts()
    {
        // Reads instants by PostgreSQL's own parser, not by the product's.
        var wrong = await RecordedMarket.Database.RowsAsync(
            """
            SELECT r.source_id, d.raw_id::text, latest.raw_id::text
            FROM (SELECT DISTINCT ON (1, 2) r.source_id, (payload->>'last_updated')::timestamptz AS instant, said.raw_id
                  FROM (SELECT id AS raw_id, id FROM raw_coingecko
                        UNION ALL SELECT raw_id, sighting_id FROM sightings WHERE source = 'coingecko') said (raw_id,
                            statement_id)
                  JOIN raw_coingecko r ON r.id = said.raw_id
                  WHERE payload->>'current_price' IS NOT NULL ORDER BY 1, 2, said.statement_id DESC) latest
            JOIN asset_sources s ON s.source = 'coingecko' AND s.source_asset_id = latest.source_id
            LEFT JOIN asset_market_data d ON d.source = 'coingecko' AND d.asset_id = s.asset_id
                AND d.last_updated = latest.instant
            LEFT JOIN raw_coingecko r ON r.id = d.raw_id
            WHERE d.raw_id IS DISTINCT FROM latest.raw_id
            """
        );
        Assert.That(wrong, Is.Empty);
        // hashnote-usyc and usda-2 went back to what they had said before.
        Assert.That(
            await RecordedMarket.Database.ScalarAsync<long>(
                "SELECT count(DISTINCT raw_id) FROM sightings WHERE source = 'coingecko'"
            ),
            Is.AtLeast(2)
        );
    }

    /// <param name="paths">Separated by bars: the first that is there.</param>
    private static string? Lexeme(JsonElement payload, string paths) =>
        paths.Split('|').Select(path => LexemeAt(payload, path)).FirstOrDefault(lexeme => lexeme is not null);

    private static string? LexemeAt(JsonElement payload, string path)
    {
        foreach (var name in path.Split('.'))
            if (!payload.TryGetProperty(name, out payload))
                return null;
        return payload.ValueKind == JsonValueKind.Null ? null : payload.ToString();
    }
}
