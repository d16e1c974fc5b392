using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.MarketData;

internal sealed class MarketDataTests : ApiFixture
{
    /// <summary>One for each statement that reads a page.</summary>
    private static readonly string[] s_ways =
    [
        "",
        "&sort=last_updated",
        "&source=coingecko&source=csv",
        "&source=coingecko&source=csv&sort=last_updated",
        "&symbol=AA&symbol=BB&symbol=CC",
        "&symbol=AA&symbol=BB&symbol=CC&sort=last_updated",
        "&latest=true",
    ];

    [TestCase("0.000000000000000000000000000001")]
    [TestCase("12345678901234567890123456789012345678.90")]
    [TestCase("1.10")]
    [TestCase("80000000000000000000000000000")]
    public async Task A_price_comes_out_with_the_digits_that_went_in(string price)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: price, marketCap: price, volume: null);

        var row = (await GetAsync("/data")).GetProperty("data")[0];

        Assert.Multiple(() =>
        {
            Assert.That(row.GetProperty("price_usd").GetRawText(), Is.EqualTo(price));
            Assert.That(row.GetProperty("market_cap_usd").GetRawText(), Is.EqualTo(price));
            Assert.That(row.GetProperty("volume_24h_usd").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task A_symbol_is_found_in_any_case_with_every_asset_that_shares_it()
    {
        await Given.MarketDataAsync("META", "Metadium");
        await Given.MarketDataAsync("META", "Meta Game");
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("ETH", "Ethereum");

        var response = await GetAsync("/data?symbol=mEtA&symbol=btc");

        Assert.Multiple(() =>
        {
            Assert.That(Names(response), Is.EquivalentTo(["Metadium", "Meta Game", "Bitcoin"]));
            Assert.That(
                response.GetProperty("ambiguous_symbols").EnumerateArray().Select(symbol => symbol.GetString()),
                Is.EqualTo(["META"])
            );
        });
    }

    [TestCase("btc,eth", "Bitcoin", "Ethereum")]
    [TestCase(" btc , eth ,", "Bitcoin", "Ethereum")]
    [TestCase("btc%20", "Bitcoin")]
    [TestCase("%24eth", "Ethereum")]
    [TestCase("eth%E2%80%8B", "Ethereum")]
    [TestCase("a,b", "Comma", "Only A")]
    [TestCase("btc&symbol=eth,a", "Bitcoin", "Ethereum", "Only A")]
    public async Task Symbols_are_found_as_people_write_them(string symbol, params string[] names)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.MarketDataAsync("ETH", "Ethereum");
        await Given.MarketDataAsync("A,B", "Comma");
        await Given.MarketDataAsync("A", "Only A");

        Assert.That(Names(await GetAsync($"/data?symbol={symbol}")), Is.EquivalentTo(names));
        var assets = await GetAsync($"/assets?symbol={symbol}");
        Assert.That(
            assets.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("name").GetString()),
            Is.EquivalentTo(names)
        );
    }

    [Test]
    public async Task Filters_are_all_applied()
    {
        var bitcoin = await Given.MarketDataAsync("BTC", "Bitcoin", at: At(10));
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv", at: At(11));
        await Given.MarketDataAsync("BTC", "Bitcoin", at: At(12));
        await Given.MarketDataAsync("ETH", "Ethereum", at: At(10));

        Assert.Multiple(async () =>
        {
            Assert.That(Times(await GetAsync($"/data?asset_id={bitcoin}")), Is.EqualTo([Time(12), Time(11), Time(10)]));
            Assert.That(Times(await GetAsync($"/data?asset_id={bitcoin}&source=CSV")), Is.EqualTo([Time(11)]));
            Assert.That(
                Times(await GetAsync("/data?source=csv&source=coingecko&sort=last_updated")),
                Is.EqualTo([Time(10), Time(10), Time(11), Time(12)])
            );
            Assert.That(
                Times(await GetAsync($"/data?from={Time(10)}&to={Time(11)}&symbol=BTC")),
                Is.EqualTo([Time(11), Time(10)])
            );
            Assert.That(
                Times(await GetAsync($"/data?from_ts={Time(11)}&to_ts={Time(12)}")),
                Is.EqualTo([Time(12), Time(11)])
            );
            Assert.That(
                Times(await GetAsync("/data?from=2025-02-09T13:00:00%2B02:00&to=2025-02-09T13:00:00+02:00")),
                Is.EqualTo([Time(11)]),
                "an offset, and a plus that was not encoded"
            );
            Assert.That(Times(await GetAsync("/data?source=coinpaprika")), Is.Empty);
            Assert.That(Times(await GetAsync("/data?symbol=nothing")), Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("&sort=last_updated")]
    [TestCase("&source=coingecko&source=csv")]
    [TestCase("&source=coingecko&source=csv&sort=last_updated")]
    public async Task A_range_includes_its_bounds_and_is_paged_within_them(string way)
    {
        for (var hour = 9; hour <= 13; hour++)
            await Given.MarketDataAsync("BTC", "Bitcoin", hour % 2 == 0 ? "csv" : "coingecko", at: At(hour));

        var seen = new List<string?>();
        await foreach (var page in PagesAsync($"/data?limit=1&from={Time(10)}&to={Time(12)}{way}"))
            seen.AddRange(Times(page));

        string[] expected = [Time(12), Time(11), Time(10)];
        Assert.That(seen, Is.EqualTo(way.Contains("sort") ? expected.Reverse() : expected));
    }

    [Test]
    public async Task Latest_gives_the_newest_row_of_each_asset_and_source_by_symbol()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "1", at: At(10));
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "2", at: At(12));
        await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: "3", at: At(9));
        await Given.MarketDataAsync("AAVE", "Aave", price: "4", at: At(8));

        Assert.Multiple(async () =>
        {
            Assert.That(Prices(await GetAsync("/data?latest=true")), Is.EqualTo(["4", "2", "3"]));
            Assert.That(Prices(await GetAsync("/data?latest=true&symbol=btc&source=csv")), Is.EqualTo(["3"]));
            Assert.That(Prices(await GetAsync($"/data?latest=true&to={Time(11)}")), Is.EqualTo(["4", "1", "3"]));
            Assert.That(Prices(await GetAsync("/data?latest=true&offset=1&limit=1")), Is.EqualTo(["2"]));
        });
    }

    [Test]
    public async Task Following_the_cursor_gives_every_row_once_in_the_order_of_one_big_page(
        [ValueSource(nameof(s_ways))] string filter,
        [Values(3, 4)] int pageSize
    )
    {
        await GiveThreeAssetsAsync();
        var expected = Prices(await GetAsync($"/data?limit=500{filter}"));

        var seen = new List<string>();
        var address = $"/data?limit={pageSize}{filter}";
        for (var number = 1; address is not null; number++)
        {
            Assert.That(number, Is.LessThanOrEqualTo(MostPages), "there is no last page");
            using var response = await Client.GetAsync(address);
            var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            seen.AddRange(Prices(page));
            var next = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
            address = response.Headers.Contains("Link") ? Link(response) : null;
            Assert.That(
                address is null,
                Is.EqualTo(next is null),
                "the Link header is there exactly where next_cursor is"
            );
        }

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(expected, Is.Unique);
        Assert.That(expected, Has.Length.EqualTo(filter.Contains("latest") ? 6 : 18));
    }

    [TestCaseSource(nameof(s_ways))]
    public async Task An_offset_skips_rows_and_the_next_page_continues_from_there(string filter)
    {
        await GiveThreeAssetsAsync();
        var all = Prices(await GetAsync($"/data?limit=500{filter}"));

        using var response = await Client.GetAsync($"/data?limit=2&offset=1{filter}");
        var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var next = await GetAsync(Link(response));

        Assert.That(Prices(page), Is.EqualTo(all[1..3]));
        Assert.That(Prices(next), Is.EqualTo(all[3..5]));
    }

    [TestCase("source=csv")]
    [TestCase("source=csv&sort=last_updated")]
    [TestCase("source=csv&source=coingecko")]
    [TestCase("source=csv&source=coingecko&sort=last_updated")]
    [TestCase("symbol=BTC")]
    [TestCase("symbol=BTC&sort=last_updated")]
    public async Task An_offset_is_counted_in_rows_that_match_however_few_a_page_has(string filter)
    {
        for (var hour = 1; hour <= 12; hour++)
            await Given.MarketDataAsync("BTC", "Bitcoin", "csv", price: $"{hour}", at: At(hour));

        var page = await GetAsync($"/data?limit=2&offset=8&{filter}");

        string[] expected = filter.Contains("sort") ? ["9", "10"] : ["4", "3"];
        Assert.That(Prices(page), Is.EqualTo(expected));
    }

    [TestCase("offset=10001")]
    [TestCase("offset=2147483647")]
    [TestCase("offset=10001&format=csv")]
    public async Task An_offset_that_costs_too_much_is_refused_with_the_way_to_read_further(string query)
    {
        await GetAsync("/data?offset=10000");
        var problem = await GetAsync($"/data?{query}", HttpStatusCode.BadRequest);

        Assert.That(
            problem.GetProperty("detail").GetString(),
            Is.EqualTo(
                "offset must be a whole number from 0 to 10000; "
                    + "to read further, send next_cursor of the page before as cursor."
            )
        );
    }

    [Test]
    public async Task Pages_by_cursor_neither_repeat_nor_miss_a_row_while_newer_ones_arrive()
    {
        for (var minute = 0; minute < 20; minute++)
            await Given.MarketDataAsync("BTC", "Bitcoin", price: $"{minute + 1}", at: At(1).AddMinutes(minute));

        var seen = new List<string>();
        await foreach (var page in PagesAsync("/data?limit=3"))
        {
            seen.AddRange(Prices(page));
            await Given.MarketDataAsync(
                "BTC",
                "Bitcoin",
                price: $"{1000 + seen.Count}",
                at: At(10).AddMinutes(seen.Count)
            );
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 20).Reverse().Select(price => $"{price}")));
    }

    [Test]
    public async Task Pagination_says_where_the_page_is()
    {
        for (var minute = 0; minute < 5; minute++)
            await Given.MarketDataAsync("BTC", "Bitcoin", at: At(1).AddMinutes(minute));

        var first = (await GetAsync("/data?limit=2&offset=1")).GetProperty("pagination");
        var last = (await GetAsync("/data?limit=2&offset=4")).GetProperty("pagination");

        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("limit").GetInt32(), Is.EqualTo(2));
            Assert.That(first.GetProperty("offset").GetInt32(), Is.EqualTo(1));
            Assert.That(first.GetProperty("count").GetInt32(), Is.EqualTo(2));
            Assert.That(first.GetProperty("next_cursor").GetString(), Is.Not.Empty);
            Assert.That(last.GetProperty("count").GetInt32(), Is.EqualTo(1));
            Assert.That(last.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [TestCase("limit=0", "limit", "0", "from 1 to 500")]
    [TestCase("limit=501", "limit", "501", "from 1 to 500")]
    [TestCase("limit=ten", "limit", "ten", "from 1 to 500")]
    [TestCase("limit=1&limit=2", "limit", "1,2", "from 1 to 500")]
    [TestCase("offset=-1", "offset", "-1", "from 0")]
    [TestCase("from=yesterday", "from", "yesterday", "RFC 3339")]
    [TestCase("from=2025-02-09T10:00:00", "from", "2025-02-09T10:00:00", "offset")]
    [TestCase("from=2025-02-09T10:00:00Z&to=2025-02-09T09:00:00Z", "from", "2025-02-09T10:00:00Z", "RFC 3339")]
    [TestCase("latest=maybe", "latest", "maybe", "true, false")]
    [TestCase("sort=7", "sort", "7", "-last_updated, last_updated, symbol")]
    [TestCase("sort=symbol", "sort", "symbol", "-last_updated, last_updated, symbol")]
    [TestCase("asset_id=btc", "asset_id", "btc", "UUID")]
    [TestCase("source=coingeko", "source", "coingeko", "one of coincap, coingecko, coinpaprika, csv, kraken")]
    [TestCase("symbol=", "symbol", "", "1 to 200 characters")]
    [TestCase("symbol=a%00b", "symbol", "a\0b", "control")]
    [TestCase("limit=1&limit=2&limit=3", "limit", "1,2,3", "from 1 to 500")]
    [TestCase("cursor=AAAA", "cursor", "AAAA", "characters")]
    [TestCase("cursor=%F0%9F%92%A9", "cursor", "💩", "characters")]
    public async Task A_refused_parameter_is_named_with_its_value_and_what_would_be_accepted(
        string query,
        string parameter,
        string given,
        string accepted
    )
    {
        var error = (await GetAsync($"/data?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];

        Assert.Multiple(() =>
        {
            Assert.That(error.GetProperty("parameter").GetString(), Is.EqualTo(parameter));
            Assert.That(error.GetProperty("given").GetString(), Is.EqualTo(given));
            Assert.That(error.GetProperty("accepted").GetString(), Does.Contain(accepted));
        });
    }

    [TestCase("symbl", "symbol")]
    [TestCase("Form", "from")]
    [TestCase("lim", "limit")]
    public async Task An_unknown_parameter_is_refused_with_the_closest_known_name(string name, string closest)
    {
        var error = (await GetAsync($"/data?{name}=x", HttpStatusCode.BadRequest)).GetProperty("errors")[0];

        Assert.That(error.GetProperty("did_you_mean").GetString(), Is.EqualTo(closest));
    }

    [Test]
    public async Task A_cursor_of_another_query_is_refused()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", at: At(1));
        await Given.MarketDataAsync("BTC", "Bitcoin", at: At(2));
        var cursor = (await GetAsync("/data?symbol=BTC&limit=1"))
            .GetProperty("pagination")
            .GetProperty("next_cursor")
            .GetString();

        await GetAsync($"/data?symbol=btc&limit=2&cursor={cursor}", HttpStatusCode.OK);
        await GetAsync($"/data?symbol=ETH&limit=1&cursor={cursor}", HttpStatusCode.BadRequest);
        await GetAsync($"/list-runs?cursor={cursor}", HttpStatusCode.BadRequest);
        await GetAsync($"/data?symbol=BTC&cursor={cursor}&offset=3", HttpStatusCode.BadRequest);
        await GetAsync($"/data?symbol=BTC&cursor={cursor}&sort=last_updated", HttpStatusCode.BadRequest);
        await GetAsync($"/data?symbol=BTC&cursor={cursor}&latest=true", HttpStatusCode.BadRequest);
    }

    private async Task GiveThreeAssetsAsync()
    {
        foreach (var symbol in new[] { "AA", "BB", "CC" })
        foreach (var source in new[] { "coingecko", "csv" })
        foreach (var hour in new[] { 1, 2, 3 })
            await Given.MarketDataAsync(
                symbol,
                symbol,
                source,
                price: $"{symbol[0] - 'A' + 1}{(source == "csv" ? 1 : 2)}{hour}",
                at: At(hour)
            );
    }

    private static string Link(HttpResponseMessage response)
    {
        var link = response.Headers.GetValues("Link").Single();
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }

    private static DateTimeOffset At(int hour) => new(2025, 2, 9, hour, 0, 0, TimeSpan.Zero);

    private static string Time(int hour) => $"2025-02-09T{hour:00}:00:00Z";

    private static string[] Prices(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("price_usd").GetRawText())];

    private static string[] Times(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("last_updated").GetString()!)];

    private static string[] Names(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
}
