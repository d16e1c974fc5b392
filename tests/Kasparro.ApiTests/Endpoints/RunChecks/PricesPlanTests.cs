using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.RunChecks;

/// <summary>
/// What /compare-runs costs the database for a run's prices: 50 assets with 20 rows each, and as many with 60 rows each
/// (the planner would rather read and sort these few).
/// </summary>
internal sealed class PricesPlanTests
{
    private const int Assets = 50;

    [Test, Promise(16)]
    public async Task Prices_of_a_run_cost_the_same_however_long_the_history_is()
    {
        var little = await TouchedAsync(rowsOfEach: 20);
        var much = await TouchedAsync(rowsOfEach: 60);

        Assert.That(much, Is.LessThanOrEqualTo(little * 2), "in blocks");
    }

    private static async Task<long> TouchedAsync(int rowsOfEach)
    {
        await using var database = await TestDatabase.CreateAsync();
        if (database.IsDistributed)
            Assert.Ignore(QueryPlan.Distributed);
        await database.ExecuteAsync(
            $"""
            INSERT INTO assets SELECT md5(n::text)::uuid, 'S' || n, 'Name ' || n FROM generate_series(0, {Assets
                - 1}) n;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            SELECT s, n::text, md5(n::text)::uuid, 'symbol_and_name', now() FROM generate_series(0, {Assets
                - 1}) n, unnest(ARRAY['coingecko', 'coinpaprika']) s;
            INSERT INTO asset_market_data (asset_id, source, price_usd, last_updated, created_at, raw_id)
            SELECT md5((n % {Assets})::text)::uuid, s, n + 1,
                   timestamptz '2025-01-01Z' + n * interval '1 minute', now(), n
            FROM generate_series(0, {Assets * rowsOfEach - 1}) n, unnest(ARRAY['coingecko', 'coinpaprika']) s;
            """
        );
        await database.ExecuteAsync("ANALYZE");
        var first = Assets * (rowsOfEach - 1);
        var plan = await QueryPlan.OfAsync(
            database,
            "prices_of_run",
            forValues: true,
            ("source", "text", "'coingecko'"),
            ("first_raw_id", "bigint", $"{first}"),
            ("last_raw_id", "bigint", $"{first + Assets - 1}"),
            ("latest", "timestamptz", "'2030-01-01Z'")
        );
        Assert.That(plan.Rows, Is.EqualTo(Assets), $"{plan}");
        return plan.Touched;
    }
}
