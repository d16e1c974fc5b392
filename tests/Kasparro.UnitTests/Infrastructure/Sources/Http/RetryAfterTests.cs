using System.Globalization;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class RetryAfterTests
{
    private static readonly StubResponse s_data = StubResponse.Json("[]");

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

    [TestCase(0), TestCase(-7), TestCase(7), EdgeCase(30)]
    public async Task A_retry_after_as_a_date_is_honoured_by_the_upstream_s_clock(int hoursAhead)
    {
        var now = new PipelineClock(UpstreamBench.AttemptTimeout, TimeSpan.FromHours(1)).GetUtcNow();
        var there = now.AddHours(hoursAhead);
        var busy = StubResponse.Error(503, there.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture));
        busy.Headers["Date"] = there.ToString("R", CultureInfo.InvariantCulture);
        await using var bench = await UpstreamBench.StartAsync(StubUpstream.InTurn(busy, s_data));

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
}
