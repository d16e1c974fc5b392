namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>Assets that share a symbol are offered with the largest first, by what their sources said last.</summary>
internal sealed class AmbiguousAssetsTests : ApiFixture
{
    [Test]
    public async Task A_market_cap_of_before_makes_no_asset_the_largest()
    {
        await Given.MarketDataAsync("META", "Shrunk", marketCap: "9000", at: At(1));
        await Given.MarketDataAsync("META", "Shrunk", marketCap: "10", at: At(2));
        await Given.MarketDataAsync("META", "Middle", marketCap: "500", at: At(1));

        Assert.That(await AmbiguousAsync(), Is.EqualTo(["Middle 500 1", "Shrunk 10 2"]));
    }

    [Test]
    public async Task Of_two_sources_the_newest_market_cap_counts_and_one_that_says_none_is_skipped()
    {
        await Given.MarketDataAsync("META", "Steady", "coingecko", marketCap: "700", at: At(1));
        await Given.MarketDataAsync("META", "Steady", "csv", marketCap: "800", at: At(2));
        await Given.MarketDataAsync("META", "Steady", "coinpaprika", marketCap: "9999", at: At(2).AddMinutes(30));
        await Given.MarketDataAsync("META", "Steady", "coinpaprika", marketCap: null, at: At(3));
        await Given.MarketDataAsync("META", "Middle", marketCap: "750", at: At(3));

        Assert.That(await AmbiguousAsync(), Is.EqualTo(["Steady 800 1", "Middle 750 2"]));
    }

    [Test]
    public async Task An_asset_without_a_market_cap_comes_last_and_one_with_a_symbol_of_its_own_not_at_all()
    {
        await Given.MarketDataAsync("META", "Unknown", marketCap: null);
        await Given.MarketDataAsync("META", "Small", marketCap: "1");
        await Given.MarketDataAsync("BTC", "Bitcoin", marketCap: "1000");

        Assert.That(await AmbiguousAsync(), Is.EqualTo(["Small 1 1", "Unknown  2"]));
    }

    private async Task<IEnumerable<string>> AmbiguousAsync() =>
        (await GetAsync("/data?symbol=meta&symbol=btc"))
            .GetProperty("ambiguous_assets")
            .EnumerateArray()
            .Select(asset =>
                $"{asset.GetProperty("name")} {asset.GetProperty("market_cap_usd")} " + $"{asset.GetProperty("rank")}"
            );

    private static DateTimeOffset At(int hour) => new(2025, 2, 9, hour, 0, 0, TimeSpan.Zero);
}
