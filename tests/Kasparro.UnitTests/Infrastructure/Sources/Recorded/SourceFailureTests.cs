using System.Globalization;
using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// How a source takes what goes wrong with any of its requests: the first, the last, and each between.
/// </summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.Http))]
public sealed class SourceFailureTests : RecordedSourceChecks
{
    public SourceFailureTests(string source)
        : base(source) { }

    internal SourceFailureTests(RecordedSource recorded)
        : base(recorded) { }

    [TestCase(408), TestCase(429), TestCase(500), TestCase(502), TestCase(503), TestCase(206), EdgeCase(30)]
    public Task A_passing_failure_of_any_request_is_tried_again(int status) =>
        AssertRetriedAsync(_ => StubResponse.Error(status));

    [TestCase(429), TestCase(500), TestCase(503), TestCase(206), EdgeCase(30)]
    public Task A_failure_of_any_request_that_stays_fails_the_run_as_transient(int status) =>
        AssertFailsAsync(_ => StubResponse.Error(status), FailureClass.Transient, attempts: 3);

    [TestCase(400), TestCase(401), TestCase(402), TestCase(403), TestCase(404)]
    public Task A_refusal_of_any_request_fails_the_run_at_once(int status) =>
        AssertFailsAsync(_ => StubResponse.Error(status), FailureClass.Config, attempts: 1);

    [TestCase(0.0), TestCase(0.3), TestCase(0.6), TestCase(1.0)]
    public async Task A_body_that_is_cut_off_is_tried_again_and_never_taken_for_all(double at)
    {
        await AssertRetriedAsync(body => Cut(body, at, isBroken: true));
        await AssertRetriedAsync(body => Cut(body, at, isBroken: false));
        await AssertFailsAsync(body => Cut(body, at, isBroken: true), FailureClass.Transient, attempts: 3);
        await AssertFailsAsync(body => Cut(body, at, isBroken: false), FailureClass.Transient, attempts: 3);
    }

    [
        TestCase(200, FailureClass.Data),
        TestCase(403, FailureClass.Config),
        TestCase(429, FailureClass.Transient),
        EdgeCase(30)
    ]
    public Task An_html_page_in_place_of_any_response_fails_the_run(int status, FailureClass expected) =>
        AssertFailsAsync(_ => StubResponse.Html("Access denied | Cloudflare", status), expected);

    [TestCase("""{"status":{"error_code":429,"error_message":"slow down"}}""")]
    [TestCase("""{"error":"you have reached maximum request limit"}""")]
    [TestCase("""{"status":500,"error":"Internal Server Error"}""")]
    [TestCase("""{"message":"no more"}""")]
    [TestCase("Throttled")]
    [TestCase("")]
    [TestCase("null")]
    [EdgeCase(26), EdgeCase(30)]
    public Task An_error_with_status_200_fails_the_run_and_is_never_an_empty_list(string body) =>
        AssertFailsAsync(_ => StubResponse.Json(body));

    /// <summary>The provider's own way to say that all is well, turned round, with no record next to it.</summary>
    [Test]
    public async Task A_complaint_in_the_providers_own_words_is_never_an_empty_list()
    {
        var places = RecordPlaces.Of(Recorded, await FetchedAsync());
        var bodies = Recorded.Bodies.Select(body => ComplaintWords.In(body, places).ToList()).ToList();
        if (bodies.All(complaints => complaints.Count == 0))
            Assert.Ignore("Its responses say nowhere whether all is well.");

        for (var at = 0; at < bodies.Count; at++)
            foreach (var complaint in bodies[at])
                (await Recorded.FetchAsync(Recorded.With(at, complaint))).AssertFailed(complaint);
    }

    [Test]
    public Task Text_that_is_not_utf8_fails_the_run() =>
        AssertFailsAsync(
            body =>
            {
                var end = body.Body.AsSpan().LastIndexOfAny("]}"u8);
                return body with { Body = [.. body.Body[..end], 0xFF, .. body.Body[end..]] };
            },
            FailureClass.Data
        );

    [Test]
    public async Task A_response_over_the_size_limit_fails_the_run_and_is_not_tried_again()
    {
        var limit = Math.Max(
            1_024,
            Recorded.Recording.Exchanges.Max(exchange => Encoding.UTF8.GetByteCount(exchange.Body))
        );
        var setting = ("MAX_RESPONSE_BYTES", limit.ToString(CultureInfo.InvariantCulture));
        (await Recorded.FetchAsync(settings: setting)).AssertComplete();
        await AssertFailsAsync(
            body => body with { Body = [.. body.Body, .. Enumerable.Repeat((byte)' ', limit)] },
            FailureClass.Data,
            attempts: 1,
            setting
        );
    }

    [Test]
    public async Task The_key_travels_in_one_place_of_a_request_and_appears_nowhere_else()
    {
        foreach (var request in (await FetchedAsync()).Requests)
            Assert.That(Copies(request), Is.LessThanOrEqualTo(1), $"times that the key is in {request.Address}");

        foreach (var at in Requests())
        {
            var fetch = await Recorded.FetchAsync(
                Failing(
                    at,
                    _ => StubResponse.Json($$"""{"error":"the key {{RecordedSource.Key}} is not valid"}""", 401)
                )
            );
            fetch.AssertFailed("the key is refused", FailureClass.Config);
            if (fetch.Requests.Any(request => Copies(request) > 0))
                Assert.That(
                    $"{fetch.Failure} {fetch.Failure!.Failure} {fetch.Failure.Failure.UpstreamText}",
                    Does.Not.Contain(RecordedSource.Key)
                );
            Assert.That(fetch.Logs.Select(Text), Is.All.Not.Contain(RecordedSource.Key));
        }
    }

    private static int Copies(WireRequest request) =>
        request
            .Headers.Values.Append(request.Uri.AbsoluteUri)
            .Count(text => text.Contains(RecordedSource.Key, StringComparison.Ordinal));

    private static string Text(FakeLogRecord record) =>
        record.Message + string.Join(" ", record.StructuredState ?? []) + record.Exception;

    private static StubResponse Cut(StubResponse response, double at, bool isBroken)
    {
        var length = (int)((response.Body.AsSpan().TrimEnd(" \r\n\t"u8).Length - 1) * at);
        return isBroken ? response with { CutAfter = length } : response with { Body = response.Body[..length] };
    }

    private IEnumerable<int> Requests() => Enumerable.Range(0, Recorded.Recording.Exchanges.Count);

    /// <summary>The recording, with another response to the k-th request, every time that it is sent.</summary>
    private Func<WireRequest, StubResponse> Failing(int at, Func<StubResponse, StubResponse> fail)
    {
        var key = WireRequest.KeyOf(Recorded.Recording.Exchanges[at].Request);
        return request => request.Key == key ? fail(Recorded.Recorded(request)) : Recorded.Recorded(request);
    }

    private async Task AssertRetriedAsync(Func<StubResponse, StubResponse> fail)
    {
        var expected = (await FetchedAsync()).Records;
        foreach (var at in Requests())
        {
            var fetch = await Recorded.FetchAsync(request =>
                request.Number == at + 1 ? fail(Recorded.Recorded(request)) : Recorded.Recorded(request)
            );
            fetch.AssertComplete();
            Assert.That(
                fetch.Records.Select(record => record.Payload),
                Is.EqualTo(expected.Select(record => record.Payload))
            );
            Assert.That(fetch.Metrics.Retries, Is.EqualTo(1), $"retries after request {at + 1} failed");
            Assert.That(fetch.Metrics.Waited, Is.GreaterThan(TimeSpan.Zero));
        }
    }

    private async Task AssertFailsAsync(
        Func<StubResponse, StubResponse> fail,
        FailureClass? expected = null,
        int? attempts = null,
        params (string Name, string Value)[] settings
    )
    {
        foreach (var at in Requests())
        {
            var fetch = await Recorded.FetchAsync(Failing(at, fail), settings: settings);
            var what = $"request {at + 1} of {Recorded.Recording.Exchanges.Count} failed";
            fetch.AssertFailed(what, expected);
            Assert.That(fetch.Failure!.Message, Does.Contain(Recorded.Module.Name).IgnoreCase, what);
            if (attempts is { } count)
                Assert.That(fetch.Requests, Has.Count.EqualTo(at + count), $"requests: {what}");
        }
    }
}
