using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>Silver as some months of polling leave it: 2,000 assets of two sources, rows in the order of time.</summary>
internal static class SilverRows
{
    public static async Task<TestDatabase> CreateAsync(int rows)
    {
        var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync($"""
            INSERT INTO assets SELECT md5(n::text)::uuid, 'S' || n, 'Benchmark Coin ' || n FROM generate_series(1, 2000) n;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            SELECT s, n::text, md5(n::text)::uuid, 'symbol_and_name', now() FROM generate_series(1, 2000) n, unnest(ARRAY['coingecko', 'coinpaprika']) s;
            """);
        // In slices: a statement has 30 seconds.
        const int Slice = 100_000;
        for (var from = 1; from <= rows; from += Slice)
        {
            await database.ExecuteAsync($"""
                INSERT INTO asset_market_data (asset_id, source, price_usd, market_cap_usd, volume_24h_usd, last_updated, created_at, raw_id)
                SELECT md5((n % 2000 + 1)::text)::uuid, CASE WHEN n / 2000 % 2 = 0 THEN 'coingecko' ELSE 'coinpaprika' END, 97000 + n / 1000.0, 19268539210 + n, 314982301.5 + n,
                       timestamptz '2025-01-01Z' + n * interval '1 second', now(), n
                FROM generate_series({from}, {Math.Min(rows, from + Slice - 1)}) n
                """);
        }

        await database.ExecuteAsync("INSERT INTO derivations (source, version, silver_rows, failure_rows, derived_total, failed_total, newest_data_at, derived_at) VALUES ('coingecko', '1', 1, 0, 1, 0, now(), now()), ('coinpaprika', '1', 1, 0, 1, 0, now(), now())");
        await database.ExecuteAsync("VACUUM (ANALYZE) asset_market_data");
        await database.ExecuteAsync("ANALYZE");
        return database;
    }
}
