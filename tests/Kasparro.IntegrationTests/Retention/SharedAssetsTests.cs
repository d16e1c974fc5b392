using Kasparro.Application.Retention;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>Sources that mean one asset keep their prices for as long as each of them says.</summary>
public sealed class SharedAssetsTests : EtlFixture
{
    [Test, Promise(17)]
    public async Task What_another_source_said_about_the_same_instant_stays_with_all_that_it_replaced()
    {
        var sources = new[] { new ScriptedSource("coingecko"), new ScriptedSource("coinpaprika") };
        await using var etl = EtlProcess.With(
            Database,
            new FakeTimeProvider(Clocks.Start),
            new Dictionary<string, string?> { ["RETENTION_DAYS"] = "coingecko=30" },
            sources
        );
        foreach (var price in (string[])["100", "101"])
        foreach (var source in sources)
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price, LastUpdated: "2025-06-01T00:00:00Z"));
            await etl.RunAsync(source.Description.Name);
        }

        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(await CountAsync("assets"), Is.EqualTo(1));
        Assert.That(
            await Database.RowsAsync(
                """
                SELECT source, price_usd::text FROM asset_market_data
                UNION ALL
                SELECT source, price_usd::text FROM market_data_revisions
                ORDER BY 2
                """
            ),
            Is.EqualTo(
                (string[][])
                    [
                        ["coinpaprika", "100"],
                        ["coinpaprika", "101"],
                    ]
            )
        );
    }
}
