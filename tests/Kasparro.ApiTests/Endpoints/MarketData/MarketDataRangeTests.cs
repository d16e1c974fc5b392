using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>A range of times and the pages within it, whichever index the rows come from.</summary>
internal sealed class MarketDataRangeTests : ApiFixture
{
    [TestCase("&source=csv")]
    [TestCase("&source=csv&sort=last_updated")]
    [TestCase("&symbol=BTC")]
    [TestCase("&symbol=BTC&sort=last_updated")]
    public async Task A_range_of_one_source_or_some_coins_includes_its_bounds(string way)
    {
        for (var hour = 9; hour <= 13; hour++)
            await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: $"{hour}", at: At(hour));

        var seen = await SeenAsync($"/data?limit=1&from={Time(10)}&to={Time(12)}{way}");

        string[] expected = ["12", "11", "10"];
        Assert.That(seen, Is.EqualTo(way.Contains("sort") ? expected.Reverse() : expected));
    }

    [TestCase(9, 10, "10")]
    [TestCase(10, 11, "10")]
    [TestCase(12, 13, "12")]
    [TestCase(10, 12, "12")]
    public async Task The_latest_row_of_a_range_may_stand_at_either_bound(int from, int to, string price)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "10", at: At(10));
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "12", at: At(12));

        Assert.That(await SeenAsync($"/data?latest=true&from={Time(from)}&to={Time(to)}"), Is.EqualTo([price]));
    }

    /// <summary>The rows of a page's end are at one instant, so that their other columns order them.</summary>
    [TestCase("")]
    [TestCase("&sort=last_updated")]
    public async Task Pages_of_one_source_neither_repeat_nor_miss_a_row_of_one_instant(string order)
    {
        foreach (var name in new[] { "One", "Two", "Three", "Four", "Five" })
        foreach (var hour in new[] { 10, 11 })
            await Given.MarketDataAsync(name, name, "csv", price: $"{name.Length}{name[1] % 10}{hour}", at: At(hour));
        var expected = await SeenAsync($"/data?limit=500&source=csv{order}");

        var seen = await SeenAsync($"/data?limit=3&source=csv{order}");

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(seen, Is.Unique.And.Count.EqualTo(10));
    }

    private async Task<List<string>> SeenAsync(string address)
    {
        var seen = new List<string>();
        await foreach (var page in PagesAsync(address))
            seen.AddRange(Prices(page));
        return seen;
    }

    private static IEnumerable<string> Prices(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("price_usd").GetRawText());

    private static DateTimeOffset At(int hour) => new(2025, 2, 9, hour, 0, 0, TimeSpan.Zero);

    private static string Time(int hour) => $"2025-02-09T{hour:00}:00:00Z";
}
