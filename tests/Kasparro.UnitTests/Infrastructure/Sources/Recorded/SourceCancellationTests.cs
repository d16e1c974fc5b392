using Kasparro.Domain.Runs;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>A fetch that is cancelled ends, whichever request is on its way.</summary>
[TestFixtureSource(typeof(RecordedSources), nameof(RecordedSources.Http))]
public sealed class SourceCancellationTests : RecordedSourceChecks
{
    public SourceCancellationTests(string source)
        : base(source) { }

    internal SourceCancellationTests(RecordedSource recorded)
        : base(recorded) { }

    [Test]
    public async Task Cancelled_during_any_request_it_ends_at_once()
    {
        for (var number = 1; number <= Recorded.Recording.Exchanges.Count; number++)
        {
            using var cancel = new CancellationTokenSource();
            await using var bench = Recorded.NewBench();
            var fetch = await bench.FetchAsync(Hanging(number), onHang: cancel.Cancel, ct: cancel.Token);

            Assert.That(
                fetch.Thrown,
                Is.InstanceOf<OperationCanceledException>(),
                $"request {number}; {fetch.Failure?.Failure}"
            );
            Assert.That(fetch.Requests, Has.Count.EqualTo(number));
        }
    }

    [Test]
    public async Task Cancelled_between_pages_it_sends_no_further_request()
    {
        var pages = (await FetchedAsync()).Records.Select(record => record.Page).Distinct().Count();
        for (var last = 1; last <= pages; last++)
        {
            using var cancel = new CancellationTokenSource();
            await using var bench = Recorded.NewBench();
            var (received, before) = (0, 0);
            var fetch = await bench.FetchAsync(
                request =>
                {
                    before += received < last ? 1 : 0;
                    return Recorded.Recorded(request);
                },
                onPage: _ =>
                {
                    if (++received == last)
                        cancel.Cancel();
                },
                ct: cancel.Token
            );

            Assert.That(fetch.Failure?.Failure, Is.Null);
            Assert.That(fetch.Thrown, Is.Null.Or.InstanceOf<OperationCanceledException>());
            Assert.That(fetch.Requests, Has.Count.EqualTo(before), $"requests after page {last}");
        }
    }

    [Test]
    public async Task The_deadline_during_any_request_ends_the_run_as_transient()
    {
        for (var number = 1; number <= Recorded.Recording.Exchanges.Count; number++)
        {
            await using var bench = Recorded.NewBench();
            var fetch = await bench.FetchAsync(
                Hanging(number),
                onHang: () =>
                    bench.Clock.Advance(bench.Clock.Deadline - bench.Clock.GetUtcNow() + TimeSpan.FromSeconds(1))
            );

            fetch.AssertFailed($"the deadline passed during request {number}", FailureClass.Transient);
            Assert.That(fetch.Requests, Has.Count.EqualTo(number), "no request is sent after the deadline");
        }
    }

    private Func<WireRequest, StubResponse> Hanging(int number) =>
        request =>
            request.Number >= number ? Recorded.Recorded(request) with { Hangs = true } : Recorded.Recorded(request);
}
