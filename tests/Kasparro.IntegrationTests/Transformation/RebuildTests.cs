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
