using Kasparro.Domain.Runs;
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
    public async Task A_cookie_of_an_upstream_is_not_sent_back()
    {
        await using var bench = await UpstreamBench.StartAsync(_ => new StubResponse(200, [.. "[]"u8])
        {
            Headers = { ["Set-Cookie"] = "visitor=1; Path=/" },
        });

        Assert.That(await bench.AskAsync(times: 2), Is.Null);

        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(2));
        Assert.That(bench.Stub.Requests[1].Headers, Does.Not.ContainKey("Cookie"));
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
        var asking = bench.Client.GetRecordsAsync("coins", 1, bench.Context, cancel.Token);
        await bench.Stub.NextRequestAsync();
        await cancel.CancelAsync();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }
}
