using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.Testing.Sources;

/// <summary>One fetch of a source against a stub upstream, after it ended.</summary>
public sealed class SourceFetch : IAsyncDisposable
{
    private readonly SourceBench _bench;

    private SourceFetch(SourceBench bench) => _bench = bench;

    public ISource Source => _bench.Source;

    public List<FetchedRecord> Records { get; } = [];

    public int LargestPage { get; private set; }

    public FetchMetrics Metrics { get; } = new();

    /// <summary>Why the fetch failed; null where it did not.</summary>
    public SourceException? Failure { get; private set; }

    public IReadOnlyList<StubRequest> Requests { get; private set; } = [];

    public IReadOnlyList<FakeLogRecord> Logs => _bench.Logs.GetSnapshot();

    /// <param name="window">The past that is asked for; null for what the source has now.</param>
    /// <param name="expected">How much earlier runs received; null where there were none.</param>
    public static async Task<SourceFetch> RunAsync(
        SourceBench bench,
        PipelineClock clock,
        StubUpstream upstream,
        FetchWindow? window = null,
        Completeness? expected = null
    )
    {
        var fetch = new SourceFetch(bench);
        await clock.RunAsync(() =>
            fetch.ReadAsync(
                new FetchContext(Guid.CreateVersion7(clock.GetUtcNow()), clock.Deadline, fetch.Metrics)
                {
                    Window = window,
                    Expected = expected ?? Completeness.Unknown,
                }
            )
        );
        fetch.Requests = upstream.Requests;
        return fetch;
    }

    public void AssertFailed(FailureClass expected, string source, params string[] said)
    {
        Assert.That(Failure, Is.Not.Null, "the fetch succeeded");
        Assert.That(Failure!.Failure.Class, Is.EqualTo(expected), Failure.Message);
        Assert.That(Failure.Message, Does.Contain(source).IgnoreCase);
        Assert.That(Failure.Failure.NextStep, Is.Not.Empty);
        var all = $"{Failure.Failure} {Failure.Failure.UpstreamText}";
        foreach (var part in said)
            Assert.That(all, Does.Contain(part));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task ReadAsync(FetchContext context)
    {
        try
        {
            await foreach (var page in _bench.Source.FetchAsync(context, CancellationToken.None))
            {
                LargestPage = Math.Max(LargestPage, page.Records.Count);
                Records.AddRange(
                    page.Records.Select(record => new FetchedRecord(
                        page.Number,
                        record.SourceId,
                        Encoding.UTF8.GetString(record.Payload.Span),
                        Encoding.UTF8.GetString(record.Envelope.Json.Span),
                        record.Envelope.IsStated
                    ))
                );
            }
        }
        catch (SourceException failure)
        {
            Failure = failure;
        }
    }
}
