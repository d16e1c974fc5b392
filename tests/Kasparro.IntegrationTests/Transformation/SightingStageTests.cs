using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Values that a source said again, where a transformation starts at the beginning.</summary>
public sealed class SightingStageTests : EtlFixture
{
    [Test, Promise(17)]
    public async Task A_rebuild_takes_what_its_own_source_said_again_and_no_other()
    {
        var (first, second) = (new ScriptedSource("coingecko"), new ScriptedSource("csv"));
        await using var etl = EtlProcess.With(Database, first, second);
        await RunAsync(etl, first, "100", "101", "100");
        await RunAsync(etl, second, "200", "201");

        await etl.TransformAsync("csv", full: true);

        Assert.That(
            await Database.ScalarAsync<string>("SELECT price_usd::text FROM asset_market_data WHERE source = 'csv'"),
            Is.EqualTo("201")
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test, Promise(17)]
    public async Task A_value_that_returned_is_counted_as_replaced()
    {
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, source);
        await RunAsync(etl, source, "100", "101");

        source.SendsNothing().Sends(new Coin("bitcoin", Price: "100"));
        await etl.IngestAsync("coingecko");
        var result = await etl.TransformAsync("coingecko");

        Assert.That((result.Inserted, result.Replaced), Is.EqualTo((0, 1)));
    }

    private static async Task RunAsync(EtlProcess etl, ScriptedSource source, params string[] prices)
    {
        foreach (var price in prices)
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync(source.Description.Name);
        }
    }
}
