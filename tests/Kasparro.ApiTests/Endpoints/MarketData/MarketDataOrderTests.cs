using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>Rows of one instant are in the order of their assets and sources, whichever index they come from.</summary>
internal sealed class MarketDataOrderTests : ApiFixture
{
    private static readonly string[] s_names = ["One", "Two", "Three", "Four"];

    [TestCase("", 16)]
    [TestCase("&source=csv", 8)]
    [TestCase("&source=csv&source=coingecko", 16)]
    [TestCase("&symbol=one,two,three,four", 16)]
    [TestCase("&symbol=one,two,three&source=csv", 6)]
    public async Task Pages_of_any_size_are_in_one_order(string filter, int rows)
    {
        foreach (var name in s_names)
        foreach (var source in (string[])["csv", "coingecko"])
        foreach (var hour in (int[])[1, 2])
            await Given.MarketDataAsync(name, name, source, at: ApiHost.Now.AddHours(-hour));

        foreach (var size in (int[])[1, 2, 3, 50])
        {
            var oldest = await SeenAsync($"/data?limit={size}&sort=last_updated{filter}");
            var newest = await SeenAsync($"/data?limit={size}{filter}");

            Assert.That(oldest, Has.Count.EqualTo(rows).And.Ordered.Using<string>(string.CompareOrdinal), $"by {size}");
            Assert.That(newest, Is.EqualTo(oldest.AsEnumerable().Reverse()), $"by {size}");
        }
    }

    private async Task<List<string>> SeenAsync(string address)
    {
        var seen = new List<string>();
        await foreach (var page in PagesAsync(address))
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(Key));
        return seen;
    }

    private static string Key(JsonElement row) =>
        string.Join(
            ' ',
            ((string[])["last_updated", "asset_id", "source"]).Select(name => row.GetProperty(name).GetString())
        );
}
