using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.MarketData;

internal sealed class MarketDataFormatTests : ApiFixture
{
    private const string LongPrice = "0.1234567890123456789012345678901234567890";

    [Test]
    public async Task Csv_has_a_header_quotes_what_needs_it_and_keeps_digits()
    {
        var id = await Given.MarketDataAsync(
            "A,B",
            "The \"best\" coin",
            price: LongPrice,
            volume: "1.10",
            at: ApiHost.Now
        );
        await Database.ExecuteAsync($"UPDATE asset_market_data SET updated_at = '{ApiHost.Now.AddMinutes(5):O}'");

        using var response = await Client.GetAsync("/data?format=csv");

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Is.EqualTo(
                "asset_id,symbol,name,source,price_usd,market_cap_usd,volume_24h_usd,"
                    + "last_updated,created_at,updated_at\r\n"
                    + $"{id},\"A,B\",\"The \"\"best\"\" coin\",coingecko,{LongPrice},,1.10,"
                    + "2025-02-09T18:00:00Z,2025-02-09T17:59:00Z,2025-02-09T18:05:00Z\r\n"
            )
        );
    }

    [TestCase("X", "=HYPERLINK(1)", ",X,'=HYPERLINK(1),")]
    [TestCase("=1+1", "Sum", ",'=1+1,Sum,")]
    [TestCase("+1", "-1", ",'+1,'-1,")]
    [TestCase("@SUM", "@sum", ",'@SUM,'@sum,")]
    [TestCase("A=1", "B-1+2@3", ",A=1,B-1+2@3,")]
    public async Task What_a_spreadsheet_would_run_becomes_text(string symbol, string name, string fields)
    {
        await Given.MarketDataAsync(symbol, name);

        Assert.That(await Client.GetStringAsync("/data?format=csv"), Does.Contain(fields));
    }

    [Test]
    public async Task Ndjson_is_one_row_a_line_with_the_members_of_json()
    {
        await Given.MarketDataAsync("AA", "Aa", price: LongPrice);
        await Given.MarketDataAsync("BB", "Bb", price: "2");

        var lines = (await Client.GetStringAsync("/data?format=ndjson")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        var rows = (await GetAsync("/data")).GetProperty("data").EnumerateArray().Select(row => row.GetRawText());

        Assert.That(lines, Is.EqualTo(rows));
    }

    [Test]
    public async Task Ndjson_takes_numbers_as_strings_as_json_does()
    {
        await Given.MarketDataAsync("AA", "Aa", price: LongPrice, volume: "1.10");

        var row = JsonElement.Parse(await Client.GetStringAsync("/data?format=ndjson&numbers=string"));

        Assert.That(row.GetRawText(), Does.Contain($"\"price_usd\":\"{LongPrice}\",\"market_cap_usd\":null"));
        Assert.That(
            row.GetRawText(),
            Is.EqualTo((await GetAsync("/data?numbers=string")).GetProperty("data")[0].GetRawText())
        );
    }

    [TestCase("format=csv")]
    [TestCase("format=ndjson")]
    public async Task An_export_gives_all_rows_unless_a_limit_is_set(string query)
    {
        for (var minute = 0; minute < 60; minute++)
            await Given.MarketDataAsync("BTC", "Bitcoin", at: ApiHost.Now.AddMinutes(-minute));
        var header = query.Contains("csv") ? 1 : 0;

        Assert.That(
            (await Client.GetStringAsync($"/data?{query}")).Count(character => character == '\n'),
            Is.EqualTo(60 + header)
        );
        Assert.That(
            (await Client.GetStringAsync($"/data?{query}&limit=7")).Count(character => character == '\n'),
            Is.EqualTo(7 + header)
        );
    }

    [TestCase("text/csv", "text/csv")]
    [TestCase("application/x-ndjson", "application/x-ndjson")]
    [TestCase("application/json;q=0.5, text/csv", "text/csv")]
    [TestCase("application/json", "application/json")]
    [TestCase("text/*", "text/csv")]
    [TestCase("text/csv;q=0", "application/json")]
    [TestCase("text/csv;q=0, application/x-ndjson;q=0.1", "application/x-ndjson")]
    [TestCase("application/ndjson", "application/x-ndjson")]
    [TestCase("Application/JSONL", "application/x-ndjson")]
    [TestCase("application/*", "application/json")]
    [TestCase("text/html, */*;q=0.8", "application/json")]
    [TestCase("nonsense", "application/json")]
    public async Task The_accept_header_chooses_the_format(string accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await Client.SendAsync(request);

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(expected));
    }

    [Test]
    public async Task Numbers_as_strings_are_the_same_digits_in_quotes()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: LongPrice);

        var row = (await GetAsync("/data?numbers=string")).GetProperty("data")[0];

        Assert.That(row.GetProperty("price_usd").GetString(), Is.EqualTo(LongPrice));
        Assert.That(row.GetProperty("market_cap_usd").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("csv", "text/csv; charset=utf-8; header=present")]
    [TestCase("ndjson", "application/x-ndjson; charset=utf-8")]
    [TestCase("json", "application/json; charset=utf-8")]
    public async Task Every_text_says_how_it_is_encoded(string format, string contentType)
    {
        using var response = await Client.GetAsync($"/data?format={format}");

        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo(contentType));
    }

    [TestCase("/data")]
    [TestCase("/data?format=ndjson")]
    [TestCase("/prices?symbol=x")]
    [TestCase("/assets")]
    public async Task Letters_stand_in_JSON_as_they_are(string address)
    {
        await Given.MarketDataAsync("X", "Fünf & 五's <Ω>");

        Assert.That(await Client.GetStringAsync(address), Does.Contain("\"name\":\"Fünf & 五's <Ω>\""));
    }

    [Test]
    public async Task An_unknown_format_is_refused() => await GetAsync("/data?format=xml", HttpStatusCode.BadRequest);

    [Test]
    public async Task An_export_that_cannot_be_read_is_an_error_not_an_empty_file()
    {
        await using var api = new ApiHost("Host=127.0.0.1;Port=1;Database=none;Username=none");
        using var client = api.CreateClient();
        using var response = await client.GetAsync("/data?format=csv");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
