using System.Globalization;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Pages that do not behave: they repeat, shrink, overlap or stay away.</summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.Http))]
public sealed class SourcePagingTests : RecordedSourceChecks
{
    public SourcePagingTests(string source)
        : base(source) { }

    internal SourcePagingTests(RecordedSource recorded)
        : base(recorded) { }

    /// <summary>A cache in between drops the query.</summary>
    [Test]
    public async Task A_page_that_is_sent_again_and_again_fails_the_run()
    {
        var pages = await PagesAsync();
        var first = Recorded.Recording.Exchanges[pages.Numbers[0]].Body;
        var repeated = await Recorded.FetchAsync(request =>
            pages.IsOne(request) ? Page(pages, 0, first) : Recorded.Recorded(request)
        );
        repeated.AssertFailed("the first page every time", FailureClass.Data);
    }

    /// <summary>As above, and the prices move meanwhile, so no page is byte for byte another.</summary>
    [Test]
    public async Task The_same_records_again_and_again_fail_the_run_although_their_prices_move()
    {
        var pages = await PagesAsync();
        var body = Recorded.Bodies[pages.Numbers[0]];
        var served = 0;
        var repeated = await Recorded.FetchAsync(request =>
            pages.IsOne(request)
                ? Page(pages, 0, body.Write(part => pages.Places.Records.Contains(part) ? Moved(part, ++served) : null))
                : Recorded.Recorded(request)
        );
        repeated.AssertFailed("the records of the first page every time", FailureClass.Data);
    }

    /// <summary>A server cuts the page size as it likes: a short page is not the last.</summary>
    [Test, EdgeCase(28)]
    public async Task Shrinking_pages_are_fetched_to_the_end()
    {
        var pages = await PagesAsync();
        var server = new ShrinkingServer(Recorded, pages);
        var fetch = (await Recorded.FetchAsync(server.Respond)).AssertComplete();

        Assert.That(server.Strays, Is.Empty, "requests that no page responds to");
        Assert.That(fetch.Records.Select(record => record.Payload), Is.EqualTo(server.Records));
    }

    [Test, EdgeCase(27), EdgeCase(28)]
    public async Task Records_that_move_to_the_next_page_during_the_walk_are_all_kept()
    {
        var pages = await PagesAsync();
        if (pages.Numbers.Count(pages.Places.Pages.Contains) < 2)
            Assert.Ignore("Its recording has records on one page only.");
        var body = Recorded.Bodies[pages.Numbers[1]];
        var last = pages.Places.Containers[0].Parts[^1];
        var moved = Recorded.With(
            pages.Numbers[1],
            pages.Places.Filled(body, records => records.Prepend(Written(last)))
        );
        var end = Recorded.Recording.Exchanges[pages.Numbers[^1]].Body;
        var fetch = await Recorded.FetchAsync(request =>
            pages.IsOne(request) && !Recorded.Has(request) ? Page(pages, pages.Numbers.Count - 1, end) : moved(request)
        );

        fetch.AssertComplete();
        Assert.That(fetch.Records.Count(record => record.Payload == last.Raw), Is.EqualTo(2));
        Assert.That(fetch.Records, Has.Count.GreaterThan((await FetchedAsync()).Records.Count));
    }

    [Test]
    public async Task An_empty_list_is_no_records_or_a_failure()
    {
        var places = RecordPlaces.Of(Recorded, await FetchedAsync());
        var fetch = await Recorded.FetchAsync(Recorded.WithEach(places.Emptied));

        Assert.That(fetch.Thrown, Is.Null);
        Assert.That(fetch.Records, Is.Empty);
    }

    [Test]
    public async Task A_page_without_a_place_for_records_fails_the_run()
    {
        var places = RecordPlaces.Of(Recorded, await FetchedAsync());
        foreach (var page in places.Pages)
        foreach (var container in places.Containers.Where(part => Recorded.Bodies[page].All.Contains(part)))
        foreach (var value in new[] { "null", "7", "\"x\"", "false" })
            (await Recorded.FetchAsync(Recorded.With(page, container.Whole(value)))).AssertFailed(
                $"{container.Path} of response {page + 1} is {value}"
            );
    }

    private static string Written(JsonPart part) => part.Name is null ? part.Raw : $"\"{part.Name}\":{part.Raw}";

    private static string Moved(JsonPart record, int times) =>
        record.Write(part =>
            part.IsScalar
            && part.Raw.Contains('.', StringComparison.Ordinal)
            && char.IsAsciiDigit(part.Text[0])
            && !part.Raw.Contains(':', StringComparison.Ordinal)
                ? part.Kind == System.Text.Json.JsonValueKind.String
                    ? $"\"{part.Text}{times.ToString(CultureInfo.InvariantCulture)}\""
                    : part.Raw.Contains('e', StringComparison.OrdinalIgnoreCase)
                        ? null
                        : $"{part.Raw}{times.ToString(CultureInfo.InvariantCulture)}"
                : null
        );

    private StubResponse Page(PageRequests pages, int page, string body) =>
        Recorded.With(pages.Numbers[page], body)(
            new WireRequest(
                1,
                Recorded.Recording.Exchanges[pages.Numbers[page]].Request,
                new Uri(RecordedSource.BaseAddress),
                new Dictionary<string, string>(),
                default
            )
        );

    /// <summary>Ends the test as skipped where the list comes in one response.</summary>
    private async Task<PageRequests> PagesAsync()
    {
        var pages = new PageRequests(Recorded, RecordPlaces.Of(Recorded, await FetchedAsync()));
        if (pages.Numbers.Count < 2)
            Assert.Ignore("It requests one page.");
        return pages;
    }
}
