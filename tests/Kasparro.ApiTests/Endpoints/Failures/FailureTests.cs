using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Failures;

internal sealed class FailureTests : ApiFixture
{
    [TestCase("""{"id": "a",  "price": 1.10e400, "a": 1, "a": 2}""")]
    [TestCase(
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            + "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
    )]
    public async Task The_payload_comes_out_as_it_was_received(string payload)
    {
        await FailAsync(1, payload: payload);

        Assert.That(await Client.GetStringAsync("/failures"), Does.Contain($"\"payload\":{payload}"));
    }

    [TestCase("", new[] { 4, 3, 2, 1 })]
    [TestCase("source=csv", new[] { 3 })]
    [TestCase("error_type=invalid_number&error_type=OUT_OF_RANGE", new[] { 4, 2 })]
    [TestCase("from=2025-02-09T02:00:00Z&to=2025-02-09T03:00:00Z", new[] { 3, 2 })]
    [TestCase("limit=1", new[] { 4 })]
    public async Task Filters_are_all_applied_and_the_newest_come_first(string query, int[] expected)
    {
        await FailAsync(1, "missing_field");
        await FailAsync(2, "invalid_number");
        await FailAsync(3, "missing_field", "csv");
        await FailAsync(4, "out_of_range");

        Assert.That(RawIds(await GetAsync($"/failures?{query}")), Is.EqualTo(expected));
    }

    [Test]
    public async Task Following_the_cursor_gives_every_failure_once_even_where_they_failed_together()
    {
        for (var row = 1; row <= 7; row++)
            await FailAsync(row, hour: 5, source: row % 2 == 0 ? "csv" : "coingecko");

        var seen = new List<int>();
        await foreach (var page in PagesAsync("/failures?limit=2"))
            seen.AddRange(RawIds(page));

        Assert.That(seen, Is.EqualTo(new[] { 6, 4, 2, 7, 5, 3, 1 }));
    }

    [TestCase("source=csv")]
    [TestCase("error_type=out_of_range")]
    [TestCase("from=2025-02-09T02:00:00Z")]
    [TestCase("to=2025-02-09T23:00:00Z")]
    public async Task A_cursor_continues_the_page_it_came_with_and_no_other(string filter)
    {
        for (var row = 1; row <= 3; row++)
            await FailAsync(row);
        var page = await GetAsync("/failures?limit=1");
        var cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();

        await GetAsync($"/failures?limit=1&cursor={cursor}&{filter}", HttpStatusCode.BadRequest);

        Assert.That(RawIds(await GetAsync($"/failures?limit=1&cursor={cursor}")), Is.EqualTo(new[] { 2 }));
    }

    private async Task FailAsync(
        int rawId,
        string errorType = "missing_field",
        string source = "coingecko",
        string payload = "{}",
        int? hour = null
    ) =>
        await Database.ExecuteAsync(
            $$"""
            INSERT INTO transform_failures
                (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            VALUES ('{{source}}', 'raw_{{source}}', {{rawId}}, gen_random_uuid(), '2025-02-09T{{hour
                ?? rawId:00}}:00:00Z', '{{errorType}}', 'It is missing', '{{payload}}')
            """
        );

    private static List<int> RawIds(JsonElement page) =>
        [.. page.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("raw_id").GetInt32())];
}
