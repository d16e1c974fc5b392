using System.Globalization;
using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>What a source with an HTTP API may state, and what the base makes of it.</summary>
public sealed class ApiModuleTests
{
    private const string Limited = """{"error":["EAPI:Rate limit exceeded"],"result":{"list":[]}}""";

    [Test]
    public async Task Records_in_an_envelope_arrive_untouched_under_their_ids()
    {
        await using var fetch = await FetchAsync(Pages(Coin(1), Coin(2), Coin(3)));

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(new[] { Coin(1), Coin(2), Coin(3) }));
        Assert.That(fetch.Records.Select(record => record.SourceId), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public async Task An_offset_counts_what_was_received_not_what_was_requested()
    {
        await using var fetch = await FetchAsync(Pages(size: 1, Coin(1), Coin(2)));

        Assert.That(fetch.Requests.Select(request => request.Query["offset"]), Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(fetch.Records, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_complaint_that_may_pass_is_retried_although_its_status_is_200()
    {
        var served = 0;
        var pages = Pages(Coin(1));
        await using var fetch = await FetchAsync(request =>
            served++ == 0 ? StubResponse.Json(Limited) : pages(request)
        );

        Assert.That((fetch.Records.Count, fetch.Metrics.Retries), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task A_complaint_is_never_taken_for_an_empty_list()
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json(Limited));
        fetch.AssertFailed(FailureClass.Transient, "madeup", "responded with 200", "Rate limit exceeded");
        Assert.That(fetch.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_complaint_on_a_later_page_fails_the_run()
    {
        var pages = Pages(Coin(1), Coin(2), Coin(3));
        await using var fetch = await FetchAsync(request =>
            request.Query["offset"] == "2" ? StubResponse.Json("""{"error":["Invalid key"]}""") : pages(request)
        );
        fetch.AssertFailed(FailureClass.Config, "madeup", "Invalid key");
        Assert.That(fetch.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("""{"result":{"list":[{"ref":1},{"re""", FailureClass.Transient, "stops at byte 33", 3)]
    [TestCase("""{"result":{"list":[{"ref":1}]}""", FailureClass.Transient, "stops at byte 30", 3)]
    [TestCase("""{"result":{"list":[nope]}}""", FailureClass.Data, "not JSON", 1)]
    [TestCase("""{"result":{"list":{}}}""", FailureClass.Data, "responded with 200", 1)]
    [TestCase("""{"result":{}}""", FailureClass.Data, "responded with 200", 1)]
    [TestCase("[]", FailureClass.Data, "responded with 200", 1)]
    public async Task A_body_without_whole_records_is_an_error(
        string body,
        FailureClass expected,
        string said,
        int times
    )
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json(body));
        fetch.AssertFailed(expected, "madeup", said);
        Assert.That((fetch.Requests.Count, fetch.Records.Count), Is.EqualTo((times, 0)));
    }

    [Test]
    public async Task A_server_that_ignores_the_offset_is_found_out()
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json(Envelope(Coin(1), Coin(2))));
        fetch.AssertFailed(FailureClass.Data, "madeup", "/coins page 2 is byte for byte page 1", "MADEUP_BASE_URL");
    }

    [Test]
    public async Task Cursors_are_followed_until_a_page_has_none_also_past_an_empty_page()
    {
        await using var fetch = await FetchByCursorAsync(
            ("", Linked("\"a\"", Coin(1), Coin(2))),
            ("a", Linked("7")),
            ("7", Linked("null", Coin(3)))
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.SourceId), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That((fetch.Metrics.PagesReceived, fetch.Metrics.PagesExpected), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task Cursors_that_go_round_in_circles_are_found_out()
    {
        await using var fetch = await FetchByCursorAsync(
            ("", Linked("\"a\"", Coin(1))),
            ("a", Linked("\"b\"", Coin(2))),
            ("b", Linked("\"a\"", Coin(3)))
        );
        fetch.AssertFailed(FailureClass.Data, "madeup", "/coins goes round in circles: page 3");
        Assert.That(fetch.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Named_fields_are_read_as_the_source_states_them()
    {
        await using var bench = new SourceBench(new MadeUpModule(), new Dictionary<string, string?>());

        var mapping = bench.Source.Map(Encoding.UTF8.GetBytes(Coin(7)));

        Assert.That(mapping, Is.TypeOf<Mapping.Accepted>());
        var seen = ((Mapping.Accepted)mapping).Observation;
        Assert.That((seen.SourceAssetId, seen.Symbol, seen.Name), Is.EqualTo(("7", "C7", "C7")));
        Assert.That((seen.PriceUsd.ToString(), seen.Volume24hUsd.ToString()), Is.EqualTo(("1.50", "2e3")));
        Assert.That(seen.MarketCapUsd, Is.Null);
        Assert.That(seen.LastUpdated, Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(1_739_122_246_711)));
        Assert.That(
            bench.Source.FieldsOf(Encoding.UTF8.GetBytes(Coin(7))).Select(field => field.Path),
            Is.EqualTo(new[] { "ref", "symbol", "symbol", "quote.price", "quote.volume", "at" })
        );
    }

    [Test]
    public void A_wrong_setting_is_reported_under_the_prefix_of_the_source()
    {
        var settings = new Dictionary<string, string?> { ["MADEUP_TIME_LIMIT"] = "soon" };
        Assert.That(
            () => new SourceBench(new MadeUpModule(), settings),
            Throws.Exception.With.Message.Contains("MADEUP_TIME_LIMIT is 'soon'")
        );
    }

    private static string Coin(int id) =>
        $$"""{"ref":{{id}},"symbol":"C{{id}}","quote":{"price":"1.50","volume":"2e3"},"at":1739122246711}""";

    private static string Envelope(params IEnumerable<string> records) =>
        $$$"""{"error":[],"result":{"at":1,"list":[{{{string.Join(",", records)}}}]}}""";

    private static string Linked(string next, params IEnumerable<string> records) =>
        $$$"""{"next":{{{next}}},"result":{"list":[{{{string.Join(",", records)}}}]}}""";

    private static Task<SourceFetch> FetchByCursorAsync(params (string Cursor, string Body)[] pages) =>
        FetchAsync(
            request => StubResponse.Json(pages.Single(page => page.Cursor == request.Query["after"]).Body),
            new MadeUpModule { Paging = new CursorPages(cursor => $"coins?after={cursor}", CursorAt: "next") }
        );

    private static Func<StubRequest, StubResponse> Pages(params string[] records) => Pages(size: 2, records);

    private static Func<StubRequest, StubResponse> Pages(int size, params string[] records) =>
        request =>
            StubResponse.Json(
                Envelope(records.Skip(int.Parse(request.Query["offset"], CultureInfo.InvariantCulture)).Take(size))
            );

    private static async Task<SourceFetch> FetchAsync(
        Func<StubRequest, StubResponse> response,
        MadeUpModule? module = null
    )
    {
        var clock = new PipelineClock(TimeSpan.FromSeconds(60), TimeSpan.FromHours(1));
        await using var upstream = await StubUpstream.StartAsync(response, clock);
        var settings = new Dictionary<string, string?>
        {
            ["MADEUP_BASE_URL"] = upstream.Address.ToString(),
            ["MADEUP_MIN_INTERVAL"] = "100ms",
            ["MADEUP_MAX_RETRIES"] = "2",
        };
        return await SourceFetch.RunAsync(
            new SourceBench(module ?? new MadeUpModule(), settings, clock),
            clock,
            upstream
        );
    }
}
