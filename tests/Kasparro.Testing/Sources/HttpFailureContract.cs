using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.Testing.Sources;

/// <summary>How every source that requests an HTTP API takes failures.</summary>
/// <param name="settingPrefix">What its settings start with: <c>COINGECKO</c>.</param>
public abstract class HttpFailureContract(ISourceModule module, string settingPrefix) : SourceContract(module)
{
    private const string Key = "CG-very-secret-key-4711";

    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(60);

    [TestCase(408), TestCase(429), TestCase(500), TestCase(502), TestCase(503), EdgeCase(30)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        await using var fetch = await FetchAsync(After(Pages([.. Payloads]), StubResponse.Error(status)));

        Assert.That(fetch.Records, Has.Count.EqualTo(Payloads.Count));
        Assert.That(fetch.Metrics.Retries, Is.EqualTo(1));
        Assert.That(fetch.Metrics.Waited, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_part_that_was_not_requested_is_tried_again_and_never_taken_for_all()
    {
        var part = StubResponse.Array(Payloads.Take(2)) with { Status = 206 };
        await using var once = await FetchAsync(After(Pages([.. Payloads]), part));
        await using var always = await FetchAsync(_ => part);

        Assert.That(once.Records, Has.Count.EqualTo(Payloads.Count));
        always.AssertFailed(FailureClass.Transient, Module.Name, "responded with 206");
        Assert.That(always.Records, Is.Empty);
        Assert.That(always.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_body_that_is_cut_off_midway_is_tried_again()
    {
        var whole = Pages([.. Payloads]);
        await using var fetch = await FetchAsync(After(whole, StubResponse.Array(Payloads) with { CutAfter = 700 }));

        Assert.That(fetch.Records, Has.Count.EqualTo(Payloads.Count));
        Assert.That(fetch.Metrics.Retries, Is.EqualTo(1));
    }

    [TestCase(429), TestCase(503)]
    public async Task A_failure_that_stays_ends_as_transient(int status)
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Error(status));
        fetch.AssertFailed(FailureClass.Transient, Module.Name, $"responded with {status}", $"stub says {status}");
        Assert.That(fetch.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(400), TestCase(401), TestCase(402), TestCase(403), TestCase(404)]
    public async Task A_refusal_is_not_tried_again_and_is_for_a_person_to_cure(int status)
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Error(status));
        fetch.AssertFailed(FailureClass.Config, Module.Name, $"responded with {status}", settingPrefix);
        Assert.That(fetch.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("""{"status":{"error_code":429,"error_message":"slow down"}}""", FailureClass.Transient, "slow down")]
    [TestCase("""{"error":"you have reached maximum request limit"}""", FailureClass.Data, "maximum request limit")]
    [TestCase("""{"status":500,"error":"Internal Server Error"}""", FailureClass.Transient, "Internal Server Error")]
    [TestCase("""{"status":{"error_code":401,"error_message":"no key"}}""", FailureClass.Config, "no key")]
    [TestCase("""{"data":[]}""", FailureClass.Data, "{\"data\":[]}")]
    [TestCase("Throttled", FailureClass.Data, "Throttled")]
    [TestCase("", FailureClass.Transient, "empty body")]
    [TestCase("null", FailureClass.Data, "null")]
    [EdgeCase(26), EdgeCase(30)]
    public async Task An_error_with_status_200_is_an_error_and_never_no_records(
        string body,
        FailureClass expected,
        string said
    )
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json(body));
        fetch.AssertFailed(expected, Module.Name, "responded with 200", said);
    }

    [
        TestCase(200, FailureClass.Data),
        TestCase(403, FailureClass.Config),
        TestCase(429, FailureClass.Transient),
        EdgeCase(30)
    ]
    public async Task An_html_page_is_an_error_whose_title_is_kept(int status, FailureClass expected)
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Html("Access denied | Cloudflare", status));
        fetch.AssertFailed(
            expected,
            Module.Name,
            $"responded with {status}",
            "an HTML page",
            "Access denied | Cloudflare"
        );
    }

    [TestCase("""[{"id":"a"},{"id":"b""", FailureClass.Transient, "stops at byte 20, after 1 whole records")]
    [TestCase("""[{"id":"a"},""", FailureClass.Transient, "stops at byte 12")]
    [TestCase("""[{"id":"a"},nope]""", FailureClass.Data, "not JSON behind byte 12, in record 2")]
    [TestCase("""[{"id":NaN}]""", FailureClass.Data, "not JSON behind byte 7, in record 1")]
    [TestCase("""[{"id":"a"}] <!-- cached -->""", FailureClass.Data, "not JSON behind byte")]
    public async Task A_broken_array_is_an_error_that_names_the_byte(string body, FailureClass expected, string said)
    {
        await using var fetch = await FetchAsync(_ => StubResponse.Json(body));
        fetch.AssertFailed(expected, Module.Name, said);
    }

    [Test]
    public async Task Text_that_is_not_utf8_is_an_error_that_names_the_byte()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("[{\"id\":\"a"), 0xFF, .. Encoding.UTF8.GetBytes("\"}]")];
        await using var fetch = await FetchAsync(_ => new StubResponse(200, body));
        fetch.AssertFailed(FailureClass.Data, Module.Name, "not UTF-8 at byte 9");
    }

    [Test]
    public async Task A_response_over_the_size_limit_is_an_error_and_is_not_tried_again()
    {
        await using var fetch = await FetchAsync(
            _ => StubResponse.Array([$"\"{new string('x', 5_000)}\""]),
            ($"{settingPrefix}_MAX_RESPONSE_BYTES", "4096")
        );
        fetch.AssertFailed(
            FailureClass.Data,
            Module.Name,
            "more than 4096 bytes",
            $"{settingPrefix}_MAX_RESPONSE_BYTES"
        );
        Assert.That(fetch.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_key_travels_in_a_header_and_appears_nowhere_else()
    {
        var responses = StubUpstream.InTurn(
            StubResponse.Error(503),
            StubResponse.Json($$"""{"error":"the key {{Key}} is not valid"}""", 401)
        );
        await using var fetch = await FetchAsync(responses, ($"{settingPrefix}_API_KEY", Key));

        Assert.That(fetch.Requests, Has.Count.EqualTo(2));
        foreach (var request in fetch.Requests)
        {
            Assert.That(request.Headers.Values, Has.Exactly(1).Contains(Key));
            Assert.That(request.Path + string.Join(" ", request.Query), Does.Not.Contain(Key));
        }

        fetch.AssertFailed(FailureClass.Config, Module.Name, "the key *** is not valid");
        Assert.That(fetch.Failure!.ToString() + fetch.Failure.Failure, Does.Not.Contain(Key));
        Assert.That(fetch.Logs.Select(Text), Is.Not.Empty.And.None.Contains(Key));
    }

    /// <summary>
    /// Serves the pages: one by one where the request names a page, else as one response; nothing behind the last.
    /// </summary>
    protected static Func<StubRequest, StubResponse> Pages(params string[][] pages) =>
        request =>
            !request.Query.TryGetValue("page", out var page) ? StubResponse.Array(pages.SelectMany(records => records))
            : int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) is var number && number <= pages.Length
                ? StubResponse.Array(pages[number - 1])
            : StubResponse.Json("[]");

    /// <summary>
    /// Everything that one fetch through the whole pipeline gave, from an upstream that responses like this.
    /// </summary>
    protected async Task<SourceFetch> FetchAsync(
        Func<StubRequest, StubResponse> response,
        params (string Name, string Value)[] settings
    )
    {
        var clock = new PipelineClock(s_attemptTimeout, TimeSpan.FromHours(1));
        await using var upstream = await StubUpstream.StartAsync(response, clock);
        var all = new Dictionary<string, string?>(RequiredSettings)
        {
            [$"{settingPrefix}_BASE_URL"] = upstream.Address.ToString(),
            [$"{settingPrefix}_MIN_INTERVAL"] = "100ms",
            [$"{settingPrefix}_MAX_RETRIES"] = "2",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return await SourceFetch.RunAsync(new SourceBench(Module, all, clock), clock, upstream);
    }

    protected static Func<StubRequest, StubResponse> After(Func<StubRequest, StubResponse> then, StubResponse first)
    {
        var served = 0;
        return request => Interlocked.Increment(ref served) == 1 ? first : then(request);
    }

    private static string Text(FakeLogRecord record) =>
        record.Message + string.Join(" ", record.StructuredState ?? []) + record.Exception;
}
