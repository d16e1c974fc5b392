using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Testing;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>Pages that say where the next one is, and keys that are part of an address.</summary>
public sealed class LinkPagesTests
{
    [TestCase("<{0}coins?page={1}>; rel=\"next\"")]
    [TestCase("</v1/coins?page={1}>; rel=next")]
    [TestCase("<?page={1}>; REL=\"Next\"")]
    [TestCase("<?page=1>; rel=\"first\", <?page={1}&q=a,b>; title=\"x, y\"; rel=\"last next\"")]
    public async Task Links_are_followed_until_a_page_has_none(string link)
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request => Page(request, number => string.Format(null, link, Base(request), number + 1))
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.SourceId), Is.EqualTo(new[] { "c1", "c2", "c3" }));
        Assert.That((fetch.Metrics.PagesReceived, fetch.Metrics.PagesExpected), Is.EqualTo((3, 3)));
        Assert.That(fetch.Requests.Select(request => request.Path), Is.All.EndsWith("/coins"));
    }

    [Test]
    public async Task A_link_in_the_response_is_followed_too()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1", LinkAt: "paging.next"), RecordsAt = "data" },
            request =>
                Number(request) is var number && number < 3
                    ? StubResponse.Json(
                        $$$"""{"data":[{"id":"c{{{number}}}"}],"paging":{"next":"?page={{{number + 1}}}"}}"""
                    )
                    : StubResponse.Json("""{"data":[{"id":"c3"}],"paging":{"next":null}}""")
        );
        Assert.That(fetch.Records.Select(record => record.SourceId), Is.EqualTo(new[] { "c1", "c2", "c3" }));
        Assert.That(fetch.Requests.Select(request => request.Path), Is.All.EndsWith("/coins"));
    }

    [Test]
    public async Task Empty_pages_that_lead_on_are_not_the_end_however_many_they_are()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request =>
            {
                var number = Number(request);
                var page = StubResponse.Json(number is 1 or 7 ? $$"""[{"id":"c{{number}}"}]""" : "[]");
                if (number < 7)
                    page.Headers["Link"] = $"<?page={number + 1}>; rel=next";
                return page;
            }
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That(fetch.Records.Select(record => record.SourceId), Is.EqualTo(new[] { "c1", "c7" }));
        Assert.That((fetch.Metrics.PagesReceived, fetch.Metrics.PagesExpected), Is.EqualTo((7, 7)));
    }

    [TestCase(3, 3)]
    [TestCase(4, 4)]
    public async Task The_last_page_is_asked_for_once_more_where_the_list_is_shorter_than_usual(int usual, int requests)
    {
        var earlier = new RunMetadata { Scope = "all", Fetched = usual };
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request => Page(request, number => $"<?page={number + 1}>; rel=next"),
            expected: Completeness.From([(RunStatus.Success, earlier)], "all", acceptsFewer: false)
        );

        Assert.That((fetch.Records.Count, fetch.Requests.Count), Is.EqualTo((3, requests)));
    }

    [Test]
    public async Task A_link_to_another_host_is_not_followed_and_the_key_stays_here()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request => Page(request, _ => "<http://169.254.169.254/latest>; rel=next"),
            StatedFetch.Key
        );
        fetch.AssertFailed(FailureClass.Data, "Stated", "/latest page 2 is on another host, 169.254.169.254");
        Assert.That(fetch.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Links_that_go_round_in_circles_are_found_out()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request => Page(request, number => $"<?page={(number % 2) + 1}>; rel=next")
        );
        fetch.AssertFailed(FailureClass.Data, "Stated", "/coins goes round in circles");
    }

    [Test]
    public async Task Links_without_an_end_are_given_up()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request =>
            {
                var page = StubResponse.Json($$"""[{"id":"c{{Number(request)}}"}]""");
                page.Headers["Link"] = $"<?page={Number(request) + 1}>; rel=next";
                return page;
            }
        );

        fetch.AssertFailed(FailureClass.Data, "Stated", "/coins went on after 1000 pages", "Look at the last pages");
        Assert.That(fetch.Requests, Has.Count.EqualTo(1_000));
    }

    [Test, Promise(15)]
    public async Task A_key_in_the_query_is_sent_once_a_request_and_shown_nowhere()
    {
        var served = 0;
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new LinkPages("coins?page=1") },
            request =>
                served++ switch
                {
                    0 => StubResponse.Error(503),
                    // An upstream that repeats the address, key and all.
                    1 => Page(request, _ => $"<?page=2&apikey={Uri.EscapeDataString(StatedFetch.Key)}>; rel=next"),
                    _ => StubResponse.Json($$"""{"error":"no {{StatedFetch.Key}} here"}""", 404),
                },
            StatedFetch.Key
        );

        Assert.That(fetch.Requests.Select(request => request.Query["apikey"]), Is.All.EqualTo(StatedFetch.Key));
        Assert.That(fetch.Requests.Select(request => request.Query["page"]), Is.EqualTo(new[] { "1", "1", "2" }));
        var shown =
            $"{fetch.Failure!.Failure} {fetch.Failure.Failure.UpstreamText} {fetch.Failure} "
            + string.Join('\n', fetch.Logs.Select(line => $"{line.Message} {line.Exception}"));
        Assert.That(shown, Does.Not.Contain("secret-key").And.Contain("404"));
    }

    private static int Number(StubRequest request) =>
        int.Parse(request.Query["page"], System.Globalization.CultureInfo.InvariantCulture);

    private static string Base(StubRequest request) => $"http://{request.Headers["Host"]}/v1/";

    private static StubResponse Page(StubRequest request, Func<int, string> link)
    {
        var number = Number(request);
        var page = StubResponse.Json($$"""[{"id":"c{{number}}"}]""");
        if (number < 3)
            page.Headers["Link"] = link(number);
        return page;
    }
}
