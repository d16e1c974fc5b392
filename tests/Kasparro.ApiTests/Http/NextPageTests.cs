using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Http;

internal sealed class NextPageTests : ApiFixture
{
    [TestCase("/assets")]
    [TestCase("/data")]
    [TestCase("/failures")]
    [TestCase("/findings")]
    [TestCase("/list-runs")]
    public async Task Each_page_of_a_list_has_a_header_that_leads_to_the_next_and_the_last_has_none(string route)
    {
        await GiveThreeAsync();
        var pages = 0;
        for (var address = $"{route}?limit=1"; address is not null; pages++)
        {
            using var response = await Client.GetAsync(address);
            var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            var cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
            address = cursor is null ? null : $"{route}?limit=1&cursor={cursor}";
            Assert.That(
                response.Headers.TryGetValues("Link", out var links) ? links : [],
                Is.EqualTo(address is null ? Array.Empty<string>() : [$"<{address}>; rel=\"next\""])
            );
        }

        Assert.That(pages, Is.EqualTo(3));
    }

    [TestCase("/assets")]
    [TestCase("/data")]
    [TestCase("/failures")]
    [TestCase("/findings")]
    [TestCase("/list-runs")]
    public async Task Each_page_says_how_many_it_may_have_and_how_many_it_has(string route)
    {
        await GiveThreeAsync();
        var pages = new List<string>();
        await foreach (var page in PagesAsync($"{route}?limit=2"))
        {
            var pagination = page.GetProperty("pagination");
            pages.Add($"{pagination.GetProperty("count").GetInt32()} of {pagination.GetProperty("limit").GetInt32()}");
        }

        Assert.That(pages, Is.EqualTo(["2 of 2", "1 of 2"]));
    }

    [TestCase("/assets", "symbol=COIN1")]
    [TestCase("/assets", "source=csv")]
    [TestCase("/assets", "q=coin")]
    [TestCase("/assets", "sort=-market_cap")]
    [TestCase("/data", "symbol=COIN1")]
    [TestCase("/data", "sort=last_updated")]
    [TestCase("/data", "latest=true")]
    [TestCase("/data", "as_of=2030-01-01T00:00:00Z")]
    [TestCase("/findings", "severity=warning")]
    [TestCase("/findings", "type=run_failed")]
    [TestCase("/list-runs", "status=success")]
    [TestCase("/list-runs", "triggered_by=cron")]
    public async Task A_cursor_leads_on_with_the_same_filters_and_order_only(string route, string other)
    {
        await GiveThreeAsync();
        var first = await GetAsync($"{route}?limit=1");
        var next = $"{route}?limit=1&cursor={first.GetProperty("pagination").GetProperty("next_cursor").GetString()}";

        var problem = await GetAsync($"{next}&{other}", HttpStatusCode.BadRequest);

        Assert.That(problem.GetProperty("errors")[0].GetProperty("parameter").GetString(), Is.EqualTo("cursor"));
        await GetAsync(next);
    }

    private async Task GiveThreeAsync()
    {
        foreach (var (number, type) in new[] { "record_drop", "record_spike", "run_failed" }.Index())
        {
            await Given.MarketDataAsync($"COIN{number}", $"Coin {number}");
            await Given.RunAsync(startedAt: ApiHost.Now.AddHours(-number));
            await Given.FindingAsync(type);
        }

        await Database.ExecuteAsync(
            """
            INSERT INTO transform_failures
                  (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'coingecko', 'raw_coingecko', id, gen_random_uuid(), now(), 'missing_field', 'It is missing', '{}'
            FROM   generate_series(1, 3) id
            """
        );
    }
}
