using System.Globalization;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class UpstreamPipelineTests
{
    private static readonly StubResponse s_data = StubResponse.Json("[]");

    [Test]
    public async Task Requests_keep_the_minimum_interval_retries_included()
    {
        var responses = StubUpstream.InTurn(
            s_data,
            StubResponse.Error(404),
            s_data,
            StubResponse.Error(503, "1"),
            s_data
        );
        await using var bench = await UpstreamBench.StartAsync(
            responses,
            upstream => upstream with { MinInterval = TimeSpan.FromSeconds(20) }
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(await bench.AskAsync(), Is.Not.Null);
        Assert.That(await bench.AskAsync(times: 3), Is.Null);

        Assert.That(bench.Gaps, Is.All.GreaterThanOrEqualTo(20).And.All.LessThan(20.1));
        Assert.That(bench.Gaps, Has.Count.EqualTo(5));
        Assert.That(bench.Metrics.Waited.TotalSeconds, Is.EqualTo(100).Within(0.5));
    }

    [Test]
    public async Task Without_a_retry_after_the_waits_grow_and_are_jittered()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Error(500),
            upstream => upstream with { MaxRetries = 5 }
        );
        await using var other = await UpstreamBench.StartAsync(
            _ => StubResponse.Error(500),
            upstream => upstream with { MaxRetries = 5 }
        );
        await bench.AskAsync();
        await other.AskAsync();

        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(6));
        Assert.That(bench.Metrics.Retries, Is.EqualTo(5));
        Assert.That(bench.Gaps[^1], Is.GreaterThan(bench.Gaps[0]));
        Assert.That(bench.Gaps, Is.Not.EqualTo(other.Gaps));
    }

    [TestCase("30", 30), TestCase("119", 119), TestCase("3599", 3_599), EdgeCase(30)]
    public async Task A_retry_after_in_seconds_is_honoured(string header, double seconds)
    {
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(StubResponse.Error(429, header), s_data)
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Gaps, Is.EqualTo(new[] { seconds }));
        Assert.That(bench.Metrics.Waited.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test, EdgeCase(30)]
    public async Task A_retry_after_as_a_date_is_honoured_by_our_own_clock()
    {
        var at = new PipelineClock(UpstreamBench.AttemptTimeout, TimeSpan.FromHours(1)).GetUtcNow().AddSeconds(90);
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(StubResponse.Error(503, at.ToString("R", CultureInfo.InvariantCulture)), s_data)
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Gaps, Is.EqualTo(new[] { 90.0 }));
    }

    [TestCase("0"), TestCase("Mon, 01 Jan 2024 00:00:00 GMT"), TestCase("soon")]
    public async Task A_retry_after_that_says_nothing_leaves_the_usual_backoff(string header)
    {
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(StubResponse.Error(429, header), s_data)
        );

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(bench.Gaps, Has.Count.EqualTo(1).And.All.InRange(0.1, 60));
    }

    [Test]
    public async Task A_retry_after_beyond_the_deadline_ends_the_retrying_at_once()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Error(429, "3600"),
            timeLimit: TimeSpan.FromMinutes(10)
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            failure.Message,
            Is.EqualTo("Made-up /v1/coins page 1 responded with 429 (Retry-After: 3600) and an error message.")
        );
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(1));
        Assert.That(bench.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Nothing_goes_on_after_the_deadline()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Error(503, "100"),
            upstream => upstream with { MaxRetries = 7 },
            TimeSpan.FromSeconds(250)
        );
        var began = bench.Clock.GetUtcNow();
        var failure = await bench.AskAsync();

        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(3));
        Assert.That(bench.Clock.GetUtcNow(), Is.LessThanOrEqualTo(began.AddSeconds(250)));
    }

    [Test]
    public async Task A_minimum_interval_that_outlasts_the_deadline_ends_with_the_reason()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            upstream => upstream with { MinInterval = TimeSpan.FromMinutes(7) },
            TimeSpan.FromMinutes(10)
        );
        var failure = await bench.AskAsync(times: 3);

        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            failure.Failure.ToString(),
            Does.Contain("page 3 was not done when the run's time limit passed").And.Contain("MADEUP_TIME_LIMIT")
        );
    }

    [TestCase(400), TestCase(401), TestCase(402), TestCase(403), TestCase(404), TestCase(422), EdgeCase(30)]
    public async Task A_refusal_is_never_tried_again(int status)
    {
        await using var bench = await UpstreamBench.StartAsync(_ => StubResponse.Error(status, "1"));

        Assert.That(await bench.AskAsync(), Is.Not.Null);
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(1));
        Assert.That(bench.Metrics.Retries, Is.Zero);
    }

    [Test]
    public async Task The_circuit_opens_before_every_retry_is_spent()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Error(500, "1"),
            upstream => upstream with { MaxRetries = 20 }
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Message, Does.Contain("no more requests are sent for now"));
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(8));
        Assert.That(
            bench.Logs.GetSnapshot().Select(record => record.Message),
            Has.Some.Contains("made-up: circuit opened for 120 s")
        );
    }

    [Test]
    public async Task An_attempt_that_hangs_is_given_up_and_tried_again()
    {
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(new StubResponse(200, []) { Hangs = true }, s_data)
        );
        var asking = bench.AskAsync();
        await bench.Stub.NextRequestAsync();
        bench.Clock.Advance(UpstreamBench.AttemptTimeout);

        Assert.That(await asking, Is.Null);
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_host_that_is_not_there_is_transient_and_tried_again()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            upstream => upstream with { BaseAddress = new Uri("http://127.0.0.1:1/v1"), MaxRetries = 2 }
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            failure.Message,
            Is.EqualTo("Made-up /v1/coins page 1 could not be reached: Connection refused (ConnectionError).")
        );
        Assert.That(failure.Failure.NextStep, Does.StartWith("Check the network and MADEUP_BASE_URL; "));
        Assert.That(bench.Metrics.Retries, Is.EqualTo(2));
    }

    [Test]
    public async Task A_name_that_is_not_known_is_a_matter_of_DNS()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            upstream => upstream with { BaseAddress = new Uri("http://no-such-host.invalid/v1"), MaxRetries = 0 }
        );
        var failure = (await bench.AskAsync())!.Failure;

        Assert.That(
            failure.Sentence,
            Does.StartWith("Made-up /v1/coins page 1 could not be reached: ").And.EndWith(" (NameResolutionError).")
        );
        Assert.That(failure.Sentence, Has.Length.GreaterThan(80), "with what the resolver said");
        Assert.That(failure.NextStep, Does.Contain("DNS").And.Contain("MADEUP_BASE_URL"));
    }

    [Test]
    public async Task A_TLS_connection_that_fails_says_why()
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => s_data,
            // The stub speaks no TLS.
            upstream =>
                upstream with
                {
                    BaseAddress = new UriBuilder(upstream.BaseAddress) { Scheme = "https" }.Uri,
                    MaxRetries = 0,
                }
        );
        var failure = (await bench.AskAsync())!.Failure;

        Assert.That(
            failure.Sentence,
            Does.Match(@"could not be reached: .{15,} \(SecureConnectionError\)\.$"),
            "with what the TLS library said"
        );
        Assert.That(failure.NextStep, Does.Contain("CA certificates"));
    }

    [TestCase(false, "The provider blocks this machine's address. Wait some hours, raise MADEUP_MIN_INTERVAL")]
    [TestCase(true, "Check MADEUP_API_KEY")]
    public async Task A_page_in_place_of_the_API_blocks_the_address_where_no_key_was_sent(bool hasKey, string nextStep)
    {
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Html("Attention Required! | Cloudflare", 403),
            upstream => upstream with { Key = hasKey ? new ApiKeyHeader("x-key", "a-key") : null }
        );

        Assert.That((await bench.AskAsync())!.Failure.NextStep, Does.StartWith(nextStep));
    }

    [Test]
    public async Task A_retry_logs_its_source_its_cause_its_number_and_its_wait()
    {
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(StubResponse.Error(503, "7"), s_data)
        );
        await bench.AskAsync();

        Assert.That(
            bench
                .Logs.GetSnapshot()
                .Single(record => record.Category!.StartsWith("Kasparro", StringComparison.Ordinal))
                .Message,
            Does.Match(@"^made-up: /v1/coins failed \(status 503\) in run [0-9a-f-]+; retry 1 of 3 in 7 s$")
        );
    }

    [Test]
    public async Task Cancelling_ends_a_wait_as_cancelled()
    {
        await using var bench = await UpstreamBench.StartAsync(_ => StubResponse.Error(503, "600"));
        using var cancel = new CancellationTokenSource();
        var asking = bench.Client.GetArrayAsync("coins", 1, bench.Context, cancel.Token);
        await bench.Stub.NextRequestAsync();
        await cancel.CancelAsync();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }
}
