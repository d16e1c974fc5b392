using Kasparro.Domain.MarketData;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Silver is a function of Bronze: random histories, derived in every way there is.</summary>
public sealed class RebuildTests : EtlFixture
{
    private static readonly string[] s_sources = ["coingecko", "coinpaprika", "csv"];

    [Test, Promise(8)]
    public async Task Incremental_full_dropped_and_reordered_derivations_give_the_same_silver([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var scripted = s_sources.Select(name => new ScriptedSource(name)).ToArray();
        await using var etl = EtlProcess.With(Database, scripted);
        for (var run = 0; run < 4; run++)
        {
            foreach (var source in scripted.OrderBy(_ => random.Next()))
            {
                source.SendsNothing().Sends([.. Enumerable.Range(0, 60).Select(_ => RandomCoin(random))]);
                await etl.IngestAsync(source.Description.Name);
                if (random.Next(3) > 0)
                    await etl.TransformAsync(source.Description.Name);
            }
        }

        foreach (var source in s_sources)
            await etl.TransformAsync(source);
        var incremental = await SilverAsync();
        var verification = await etl.VerifyAsync();

        foreach (
            var order in (string[][])
                [
                    ["coingecko", "coinpaprika", "csv"],
                    ["csv", "coingecko", "coinpaprika"],
                    ["coinpaprika", "csv", "coingecko"],
                ]
        )
        {
            await SilverTables.DropAsync(Database);
            foreach (var source in order)
                await etl.TransformAsync(source);
            Assert.That(await SilverAsync(), Is.EqualTo(incremental), string.Join(",", order));
        }

        foreach (var source in s_sources)
            await etl.TransformAsync(source, full: true);
        Assert.That(await SilverAsync(), Is.EqualTo(incremental), "full");
        Assert.That(verification.Matches, Is.True, string.Join("\n", verification.Differences));
        Assert.That(
            await CountAsync("asset_market_data"),
            Is.EqualTo(await Database.ScalarAsync<long>("SELECT sum(silver_rows)::bigint FROM transformations"))
        );
        Assert.That(
            await CountAsync("transform_failures"),
            Is.EqualTo(await Database.ScalarAsync<long>("SELECT sum(failure_rows)::bigint FROM transformations"))
        );
        Assert.That(
            await CountAsync(
                "asset_market_data d WHERE NOT EXISTS (SELECT FROM assets a WHERE a.asset_id = d.asset_id)"
            ),
            Is.Zero
        );
    }

    [Test, Promise(16)]
    public async Task A_rebuild_that_finds_nothing_else_writes_no_market_data()
    {
        await using var etl = await RunAsync();
        var before = await VersionsAsync();

        var result = await etl.TransformAsync("coingecko", full: true);

        Assert.That((result.WasFull, result.Inserted), Is.EqualTo((true, 3)));
        Assert.That(await VersionsAsync(), Is.EqualTo(before));
    }

    [Test, Promise(8)]
    [TestCase("price_usd = 1.10 WHERE price_usd = 1.1", Description = "a zero")]
    [TestCase("market_cap_usd = NULL WHERE price_usd = 1.1")]
    [TestCase("volume_24h_usd = 11 WHERE price_usd = 1.1")]
    [TestCase("sighting_id = NULL WHERE price_usd = 3")]
    [TestCase("stated_at = now() WHERE price_usd = 1.1")]
    [TestCase("last_updated = '2020-01-01Z' WHERE price_usd = 1.1")]
    [TestCase("raw_id = 100 WHERE price_usd = 1.1")]
    [TestCase("raw_id = CASE raw_id WHEN 1 THEN 2 ELSE 1 END WHERE raw_id IN (1, 2)", Description = "exchanged")]
    public async Task A_row_that_was_changed_by_hand_is_put_right_and_the_others_stay(string change)
    {
        await using var etl = await RunAsync();
        var (silver, versions) = (await SilverAsync(), await VersionsAsync());
        var isExchange = change.StartsWith("raw_id = CASE", StringComparison.Ordinal);
        if (isExchange && Database.IsDistributed)
            Assert.Ignore("Unique keys of distributed tables have the asset: two rows can exchange nothing.");
        if (isExchange)
            await Database.ExecuteAsync("DROP INDEX ix_asset_market_data_source_raw_id");
        await Database.ExecuteAsync($"UPDATE asset_market_data SET {change}");
        if (isExchange)
            await Database.ExecuteAsync(
                "CREATE UNIQUE INDEX ix_asset_market_data_source_raw_id ON asset_market_data (source, raw_id)"
            );

        await etl.TransformAsync("coingecko", full: true);

        Assert.That(await SilverAsync(), Is.EqualTo(silver));
        Assert.That(versions.Intersect(await VersionsAsync()).Count(), Is.EqualTo(isExchange ? 1 : 2));
    }

    [Test, Promise(8)]
    public async Task A_listing_that_no_record_gives_any_more_is_gone_also_where_another_source_has_its_id()
    {
        var (first, second) = (new ScriptedSource("coingecko"), new ScriptedSource("coinpaprika"));
        await using var etl = EtlProcess.With(
            Database,
            first.Sends(new Coin("bitcoin")),
            second.Sends(new Coin("bitcoin"))
        );
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");

        first.Mapping = _ => new Mapping.Rejected(TransformFailureType.MappingError, "no");
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(
            (await Database.RowsAsync("SELECT source FROM asset_sources")).Select(row => row[0]),
            Is.EqualTo(["coinpaprika"])
        );
    }

    /// <summary>Three rows; one of them got back an earlier price.</summary>
    private async Task<EtlProcess> RunAsync()
    {
        var source = new ScriptedSource("coingecko");
        var etl = EtlProcess.With(Database, source);
        foreach (var price in (string[])["3", "4", "3"])
        {
            source
                .SendsNothing()
                .Sends(
                    new Coin("a", "a", Price: "1.1"),
                    new Coin("b", "b", Price: "2"),
                    new Coin("c", "c", Price: price)
                );
            await etl.RunAsync("coingecko");
        }

        return etl;
    }

    /// <summary>Which version of each row there is.</summary>
    private async Task<IReadOnlyList<string?>> VersionsAsync() =>
        [
            .. (
                await Database.RowsAsync("SELECT concat_ws(' ', raw_id, xmin) FROM asset_market_data ORDER BY raw_id")
            ).Select(row => row[0]),
        ];

    private async Task<string> SilverAsync() =>
        await SilverTables.ReadAsync(Database) + await SilverTables.ReadHistoryAsync(Database);

    /// <summary>Few ids, labels, instants and prices, so that they collide in every way.</summary>
    private static Coin RandomCoin(Random random) =>
        new(
            $"id-{random.Next(12)}",
            $"{(random.Next(2) == 0 ? "s" : "S")}{random.Next(4)}",
            $"Name {random.Next(3)}{(random.Next(8) == 0 ? $" [coingecko:id-{random.Next(12)}]" : "")}",
            random.Next(6) == 0 ? "null" : $"{random.Next(1, 5)}.{random.Next(10)}0",
            random.Next(5) == 0 ? "null" : $"{random.Next(100)}",
            random.Next(9) == 0 ? "-1" : $"{random.Next(100)}e-{random.Next(30)}",
            $"2026-01-0{random.Next(1, 8)}T00:00:00Z"
        );
}
