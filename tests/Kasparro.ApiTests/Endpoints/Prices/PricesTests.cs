using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Prices;

internal sealed class PricesTests : ApiFixture
{
    [Test]
    public async Task The_price_is_the_exact_mean_of_two_fresh_sources()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "97245.12345678901234567891");
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: "97245.1");

        var price = (await GetAsync("/prices?symbol=btc")).GetProperty("prices")[0];

        Assert.Multiple(() =>
        {
            Assert.That(price.GetProperty("price_usd").GetRawText(), Is.EqualTo("97245.111728394506172839455"));
            Assert.That(
                price.GetProperty("sources").EnumerateArray().Select(Excluded),
                Is.EqualTo(new string?[] { null, null })
            );
            Assert.That(price.GetProperty("sources")[0].GetProperty("age_seconds").GetInt64(), Is.EqualTo(3_600));
        });
    }

    /// <summary>Two intervals of the source's runs: 8 hours for CoinGecko, two days for the files.</summary>
    [Test]
    public async Task A_stale_source_is_shown_and_does_not_count()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "1", at: ApiHost.Now.AddHours(-9));
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: "2", at: ApiHost.Now.AddHours(-9));

        var price = (await GetAsync("/prices?symbol=btc")).GetProperty("prices")[0];

        Assert.That(price.GetProperty("price_usd").GetRawText(), Is.EqualTo("2"));
        Assert.That(
            price.GetProperty("sources").EnumerateArray().Select(Excluded),
            Is.EqualTo(new[] { "stale", null })
        );
    }

    [Test]
    public async Task Two_coins_under_one_asset_have_no_price_together()
    {
        await Given.MarketDataAsync("JUP", "Jupiter", price: "0.7748");
        await Given.MarketDataAsync("JUP", "Jupiter", "csv", price: "0.000887");

        var price = (await GetAsync("/prices?symbol=jup")).GetProperty("prices")[0];

        Assert.That(price.GetProperty("price_usd").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            price.GetProperty("sources").EnumerateArray().Select(Excluded),
            Is.EqualTo(new[] { "divergent", "divergent" })
        );
    }

    [Test]
    public async Task Assets_that_share_a_symbol_have_a_price_each_and_are_choices()
    {
        await Given.MarketDataAsync("LUNA", "Terra", price: "0.4", marketCap: "300");
        var large = await Given.MarketDataAsync("LUNA", "Luna by Virtuals", price: "0.1", marketCap: "4000");

        var response = await GetAsync("/prices?symbol=luna");

        Assert.That(response.GetProperty("prices").GetArrayLength(), Is.EqualTo(2));
        var first = response.GetProperty("ambiguous_assets")[0];
        Assert.That(
            (first.GetProperty("asset_id").GetGuid(), first.GetProperty("rank").GetInt32()),
            Is.EqualTo((large, 1))
        );
        Assert.That(
            (await GetAsync($"/prices?asset_id={large}")).GetProperty("prices")[0].GetProperty("name").GetString(),
            Is.EqualTo("Luna by Virtuals")
        );
    }

    [Test]
    public async Task As_of_a_time_it_is_made_from_what_was_known_then()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "1", at: ApiHost.Now.AddHours(-2));
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "9", at: ApiHost.Now.AddMinutes(-30));
        await Database.ExecuteAsync("UPDATE asset_market_data SET stated_at = last_updated");

        async Task<string> PriceAsync(string query) =>
            (await GetAsync($"/prices?symbol=btc{query}"))
                .GetProperty("prices")[0]
                .GetProperty("price_usd")
                .GetRawText();

        Assert.That(await PriceAsync(""), Is.EqualTo("9"));
        Assert.That(await PriceAsync($"&as_of={ApiHost.Now.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}"), Is.EqualTo("1"));
    }

    [Test]
    public async Task As_of_a_time_prices_are_as_old_and_as_stale_as_they_were_then()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "1", at: ApiHost.Now.AddHours(-50));
        await Database.ExecuteAsync("UPDATE asset_market_data SET stated_at = last_updated");

        foreach (var (hours, excluded) in new[] { (49, null), (41, "stale"), (0, "stale") })
        {
            var source = (
                await GetAsync($"/prices?symbol=btc&as_of={ApiHost.Now.AddHours(-hours):yyyy-MM-ddTHH:mm:ssZ}")
            )
                .GetProperty("prices")[0]
                .GetProperty("sources")[0];

            Assert.That(
                (source.GetProperty("age_seconds").GetInt64(), Excluded(source)),
                Is.EqualTo(((50L - hours) * 3_600, excluded))
            );
        }
    }

    [TestCase("/prices")]
    [TestCase("/prices?source=csv")]
    [TestCase("/prices?symbol=")]
    [TestCase("/prices?asset_id=btc")]
    [TestCase("/prices?symbol=btc&limit=3")]
    public async Task A_request_that_names_no_asset_is_a_problem(string address) =>
        await GetAsync(address, HttpStatusCode.BadRequest);

    [TestCase(100, HttpStatusCode.OK)]
    [TestCase(101, HttpStatusCode.BadRequest)]
    public async Task A_request_names_a_hundred_assets_at_most_however_it_names_them(int names, HttpStatusCode status)
    {
        var ids = Enumerable.Range(1, names - 2).Select(number => $"&asset_id={new Guid(number, 0, 0, new byte[8])}");

        await GetAsync($"/prices?symbol=btc&source_asset_id=bitcoin{string.Concat(ids)}", status);
    }

    private static string? Excluded(JsonElement source) => source.GetProperty("excluded").GetString();
}
