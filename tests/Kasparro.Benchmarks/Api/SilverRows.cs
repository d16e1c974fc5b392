using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// Silver as some months of polling leave it: two sources that speak in turn, each time of every asset, one row a
/// second. In addition what the runs and transformations would have left: a run for each turn, and a failure for every
/// twentieth row.
/// </summary>
internal static class SilverRows
{
    private const int FewestAssets = 2_000;
    private const int TurnsOfBigTables = 500;

    // A statement has 30 seconds.
    private const int Slice = 100_000;

    public static async Task<TestDatabase> CreateAsync(int rows)
    {
        var database = await TestDatabase.CreateAsync();
        var assets = Math.Max(FewestAssets, rows / TurnsOfBigTables);
        var last = assets - 1;
        await database.ExecuteAsync(
            $"""
            INSERT INTO assets SELECT md5(n::text)::uuid, 'S' || n, 'Benchmark Coin ' || n
                FROM generate_series(0, {last}) n;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            SELECT s, n::text, md5(n::text)::uuid, 'symbol_and_name', now()
                FROM generate_series(0, {last}) n, unnest(ARRAY['coingecko', 'coinpaprika']) s;
            """
        );
        await database.FillMarketDataAsync(() => FillAsync(database, rows, assets));
        var lastTurn = (rows / assets) - 1;
        await database.ExecuteAsync(
            $"""
            INSERT INTO etl_runs (run_id, source, started_at, ended_at, duration_ms, status, records_processed,
                metadata, triggered_by)
            SELECT md5('run ' || turn)::uuid, CASE WHEN turn % 2 = 0 THEN 'coingecko' ELSE 'coinpaprika' END,
                   at, at + interval '1 minute', 60000 + turn % 7 * 100, 'success', {assets},
                   jsonb_build_object('fetched', {assets}, 'inserted', {assets}, 'duplicates', 0,
                       'first_raw_id', turn * {assets}, 'last_raw_id', (turn + 1) * {assets} - 1,
                       'pages_received', 80, 'pages_expected', 80), 'cron'
            FROM generate_series(0, {lastTurn}) turn,
                 LATERAL (SELECT timestamptz '2025-01-01Z' + (turn + 1) * {assets} * interval '1 second' AS at) began;
            INSERT INTO etl_checkpoints (source, status, updated_at, last_processed_at, last_success_run_id)
            SELECT DISTINCT ON (source) source, 'success', ended_at, started_at, run_id FROM etl_runs
                ORDER BY source, started_at DESC;
            INSERT INTO transformations (source, version, silver_rows, failure_rows, transformed_total,
                failed_total, newest_data_at, transformed_at)
            SELECT source, '1', {rows / 2}, 0, {rows / 2}, 0, ended_at, ended_at
            FROM etl_checkpoints JOIN etl_runs USING (source) WHERE run_id = last_success_run_id;
            """
        );
        await database.VacuumAsync();
        return database;
    }

    private static async Task FillAsync(TestDatabase database, int rows, int assets)
    {
        for (var from = 0; from < rows; from += Slice)
        {
            await database.ExecuteAsync(
                $"""
                INSERT INTO asset_market_data (asset_id, source, price_usd, market_cap_usd, volume_24h_usd,
                    last_updated, created_at, raw_id)
                SELECT md5((n % {assets})::text)::uuid,
                       CASE WHEN n / {assets} % 2 = 0 THEN 'coingecko' ELSE 'coinpaprika' END,
                       97000 + n / 1000.0, 19268539210 + n, 314982301.5 + n,
                       timestamptz '2025-01-01Z' + n * interval '1 second',
                       timestamptz '2025-01-01Z' + n * interval '1 second', n
                FROM generate_series({from}, {Math.Min(rows, from + Slice) - 1}) n;
                INSERT INTO transform_failures (source, raw_table, raw_id, run_id, failed_at, error_type,
                    error_message, payload)
                SELECT 'csv', 'raw_csv', n, '00000000-0000-0000-0000-000000000000',
                       timestamptz '2025-01-01Z' + n * interval '1 second',
                       CASE n % 3 WHEN 0 THEN 'missing_field' ELSE 'invalid_number' END,
                       'price_usd is missing', '{"{}"}'
                FROM generate_series({from}, {Math.Min(rows, from + Slice) - 1}) n WHERE n % 20 = 0;
                """
            );
        }
    }
}
