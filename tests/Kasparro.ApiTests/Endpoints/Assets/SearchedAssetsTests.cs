using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Assets;

/// <summary>What a search knows of an asset, where not all of it is there or some of it is old.</summary>
internal sealed class SearchedAssetsTests : ApiFixture
{
    [Test]
    public async Task Assets_are_ordered_by_the_market_cap_that_was_said_last()
    {
        await Given.MarketDataAsync("SHR", "Shrunk Coin", marketCap: "900000", at: ApiHost.Now.AddHours(-2));
        await Given.MarketDataAsync("SHR", "Shrunk Coin", marketCap: "1000", at: ApiHost.Now.AddHours(-1));
        await Given.MarketDataAsync("MID", "Middle Coin", marketCap: "50000");
        await Given.TransformationAsync(transformedTotal: 301);

        Assert.That(
            Names(await GetAsync("/assets?q=coin&sort=-market_cap")),
            Is.EqualTo(["Middle Coin", "Shrunk Coin"])
        );
    }

    [Test]
    public async Task Of_two_sources_of_an_asset_the_one_that_said_its_market_cap_last_counts()
    {
        await Given.MarketDataAsync("SHR", "Shrunk Coin", marketCap: "900000", at: ApiHost.Now.AddHours(-2));
        await Given.MarketDataAsync(
            "SHR",
            "Shrunk Coin",
            "coinpaprika",
            marketCap: "1000",
            at: ApiHost.Now.AddHours(-1)
        );
        await Given.MarketDataAsync("MID", "Middle Coin", marketCap: "50000");
        await Given.TransformationAsync(transformedTotal: 304);

        Assert.That(
            Names(await GetAsync("/assets?q=coin&sort=-market_cap")),
            Is.EqualTo(["Middle Coin", "Shrunk Coin"])
        );
    }

    [Test]
    public async Task An_asset_is_found_while_its_source_is_transformed_again_and_has_no_prices_yet()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Database.ExecuteAsync("DELETE FROM asset_market_data");
        await Given.TransformationAsync(transformedTotal: 302);

        Assert.That(Names(await GetAsync("/assets?q=bitcoin")), Is.EqualTo(["Bitcoin"]));
    }

    /// <summary>Until the first transformation after a migration.</summary>
    [Test]
    public async Task An_asset_whose_labels_are_not_stored_yet_is_found_by_its_name()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Database.ExecuteAsync("DELETE FROM listing_labels");
        await Given.TransformationAsync(transformedTotal: 303);

        Assert.That(Names(await GetAsync("/assets?q=bitcoin")), Is.EqualTo(["Bitcoin"]));
    }

    private static IEnumerable<string?> Names(JsonElement page) =>
        page.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("name").GetString());
}
