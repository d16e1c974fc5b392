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
