namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>Filters that name assets, together and in each order of rows.</summary>
internal sealed class AssetFiltersTests : ApiFixture
{
    [Test]
    public async Task All_filters_are_applied(
        [Values("", "&sort=last_updated", "&latest=true")] string order,
        [Values] bool withSymbol,
        [Values] bool withSource
    )
    {
        var bitcoin = await Given.MarketDataAsync("BTC", "Bitcoin", price: "1");
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: "2");
        var other = await Given.MarketDataAsync("BTC", "Bitcoin Two", price: "3");
        var aave = await Given.MarketDataAsync("AAVE", "Aave", price: "4");
        var symbol = withSymbol ? "&symbol=BTC" : "";
        var source = withSource ? "&source=coingecko" : "";

        Assert.Multiple(async () =>
        {
            Assert.That(
                await PricesAsync($"asset_id={bitcoin}{symbol}{source}{order}"),
                Is.EquivalentTo((string[])(withSource ? ["1"] : ["1", "2"]))
            );
            Assert.That(await PricesAsync($"asset_id={other}{symbol}{source}{order}"), Is.EqualTo(["3"]));
            Assert.That(
                await PricesAsync($"asset_id={aave}{symbol}{source}{order}"),
                Is.EqualTo((string[])(withSymbol ? [] : ["4"]))
            );
        });
    }

    private async Task<IEnumerable<string>> PricesAsync(string query) =>
        (await GetAsync($"/data?{query}"))
            .GetProperty("data")
            .EnumerateArray()
            .Select(row => row.GetProperty("price_usd").GetRawText());
}
