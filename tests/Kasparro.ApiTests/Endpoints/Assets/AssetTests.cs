using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Assets;

internal sealed class AssetTests : ApiFixture
{
    [Test]
    public async Task An_asset_shows_its_id_at_each_source_and_how_it_was_linked()
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv");

        var asset = (await GetAsync($"/assets/{id}")).GetProperty("asset");

        Assert.Multiple(() =>
        {
            Assert.That(asset.GetProperty("symbol").GetString(), Is.EqualTo("BTC"));
            Assert.That(
                asset.GetProperty("sources").EnumerateArray().Select(link => link.GetProperty("source").GetString()),
                Is.EqualTo(["coingecko", "csv"])
            );
            Assert.That(
                asset.GetProperty("sources")[0].GetProperty("source_asset_id").GetString(),
                Is.EqualTo("bitcoin")
            );
            Assert.That(asset.GetProperty("sources")[0].GetProperty("linked_by").GetString(), Is.EqualTo("t1"));
        });
    }

    [Test]
    public async Task Filters_are_all_applied()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("ETH", "Ethereum", "csv");
        await Given.MarketDataAsync("ETH", "Ethereal");

        Assert.Multiple(async () =>
        {
            Assert.That(Names(await GetAsync("/assets")), Is.EqualTo(["Bitcoin", "Ethereal", "Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?symbol=eth")), Is.EqualTo(["Ethereal", "Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?source=csv")), Is.EqualTo(["Ethereum"]));
            Assert.That(Names(await GetAsync("/assets?source=csv&symbol=btc")), Is.Empty);
        });
    }

    [Test]
    public async Task Following_the_cursor_gives_every_asset_once()
    {
        foreach (var name in new[] { "One", "Two", "Three", "Four, with a comma", "Fünf 五" })
            await Given.MarketDataAsync(name.Length > 5 ? "LONG" : "SHORT", name);
        var expected = Names(await GetAsync("/assets"));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/assets?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(Names(page));
            cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
        } while (cursor is not null);

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(seen, Has.Count.EqualTo(5));
    }

    [TestCase("/assets/btc", HttpStatusCode.BadRequest)]
    [TestCase("/assets/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1", HttpStatusCode.NotFound)]
    [TestCase("/assets?name=x", HttpStatusCode.BadRequest)]
    public async Task What_does_not_exist_or_is_invalid_is_a_problem(string address, HttpStatusCode expected) =>
        await GetAsync(address, expected);

    private static List<string> Names(JsonElement page) =>
        [.. page.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("name").GetString()!)];
}
