using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

public sealed class CostTests : EtlFixture
{
    private const int Listings = 200;

    [Test, Promise(16)]
    public async Task A_run_touches_as_many_rows_as_it_fetched_however_much_is_stored()
    {
        var source = new ScriptedSource("coingecko");
        await RunAsync(
            source,
            [
                .. Enumerable
                    .Range(0, 20_000)
                    .Select(number => new Coin(
                        $"coin-{number % 200}",
                        $"c{number % 200}",
                        Price: number % 50 == 0 ? "0" : "1",
                        LastUpdated: $"{new DateTime(2025, 1, 1).AddMinutes(number):yyyy-MM-ddTHH:mm:ss}Z"
                    )),
            ]
        );
        await Database.ExecuteAsync("ANALYZE");
        var before = await RowsReadAsync();

        await RunAsync(
            source,
            [
                .. Enumerable
                    .Range(0, 10)
                    .Select(number => new Coin($"coin-{number}", $"c{number}", LastUpdated: "2026-06-01T00:00:00Z")),
            ]
        );

        Assert.That(
            await RowsReadAsync() - before,
            Is.LessThan(1_700),
            "a few of each of the 200 listings; 20,000 rows are stored"
        );
    }

    [Test, Promise(16)]
    public async Task A_link_reads_a_few_rows_of_each_listing_however_much_is_stored()
    {
        await RunAsync(
            new ScriptedSource("coingecko"),
            [
                .. Enumerable
                    .Range(0, 20_000)
                    .Select(number => new Coin(
                        $"coin-{number % Listings}",
                        $"c{number % Listings}",
                        LastUpdated: $"{new DateTime(2025, 1, 1).AddMinutes(number):yyyy-MM-ddTHH:mm:ss}Z"
                    )),
            ]
        );
        await Database.ExecuteAsync("ANALYZE");
        var before = await RowsReadAsync();

        await using (var etl = EtlProcess.With(Database, new ScriptedSource("coingecko")))
            await etl.LinkAsync();
        await WaitForSessionsAsync();

        Assert.That(await RowsReadAsync() - before, Is.LessThan(6 * Listings));
    }

    [Test, Promise(16)]
    public async Task A_full_transformation_of_a_source_that_statistics_do_not_know_reads_a_few_rows_of_each_listing()
    {
        await RunAsync(new ScriptedSource("coingecko"), Coins());
        await Database.ExecuteAsync(
            "ALTER TABLE asset_sources SET (autovacuum_enabled = false); "
                + "ALTER TABLE listing_labels SET (autovacuum_enabled = false); ANALYZE"
        );
        await RunAsync(new ScriptedSource("coinpaprika"), Coins(), "coinpaprika");
        var before = await RowsReadAsync();

        await using (var etl = EtlProcess.With(Database, new ScriptedSource("coinpaprika")))
            await etl.TransformAsync("coinpaprika", full: true, link: false);
        await WaitForSessionsAsync();

        Assert.That(await RowsReadAsync() - before, Is.LessThan(30 * Listings));

        static Coin[] Coins() => [.. Enumerable.Range(0, Listings).Select(number => new Coin($"coin-{number}"))];
    }

    private async Task RunAsync(ScriptedSource source, Coin[] coins, string name = "coingecko")
    {
        source.SendsNothing().Sends(coins);
        await using (var etl = EtlProcess.With(Database, source))
            await etl.RunAsync(name, link: false);

        await WaitForSessionsAsync();
    }

    /// <summary>A session reports what it read when it ends, and it ends a moment after we closed it.</summary>
    private Task WaitForSessionsAsync() =>
        Eventually.UntilAsync(async () =>
            await Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name LIKE 'kasparro%'"
            ) == 0
        );

    private Task<long> RowsReadAsync() =>
        Database.ScalarAsync<long>(
            "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint "
                + "FROM pg_stat_user_tables WHERE relname IN ('raw_coingecko', 'raw_coinpaprika', "
                + "'asset_market_data', 'transform_failures', 'asset_sources', 'assets', 'listing_labels')"
        );
}
