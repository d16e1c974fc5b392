using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>
/// What one fetch cost, counted as it happens; recorded in the run's metadata. Safe to write from several threads.
/// </summary>
/// <param name="budget">What the provider's plan has left; null for no limit.</param>
public sealed class FetchMetrics(RequestBudget? budget = null)
{
    private long _requests;
    private long _retries;
    private long _bytes;
    private long _waitedTicks;
    private int _pagesReceived;
    private int _pagesExpected = -1;
    private readonly List<RunFailure> _refused = [];

    /// <summary>HTTP requests sent, retries included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Bytes of responses or files, after decompression.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Time spent waiting for the source's minimum interval or before a retry.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks));

    public int PagesReceived => Volatile.Read(ref _pagesReceived);

    /// <summary>Null until the source knows.</summary>
    public int? PagesExpected => Volatile.Read(ref _pagesExpected) is var pages and >= 0 ? pages : null;

    /// <summary>Why each file of a folder or archive that gives no row was left out; its others were read.</summary>
    public IReadOnlyList<RunFailure> RefusedFiles
    {
        get
        {
            lock (_refused)
                return [.. _refused];
        }
    }

    public void RefuseFile(RunFailure reason)
    {
        lock (_refused)
            _refused.Add(reason);
    }

    /// <summary>Before a request is sent.</summary>
    /// <exception cref="SourceException">The provider's plan has none left this month.</exception>
    public void CountRequest()
    {
        if (Interlocked.Increment(ref _requests) <= (budget?.Left ?? long.MaxValue))
            return;
        Interlocked.Decrement(ref _requests);
        throw budget!.Exceeded(Requests + 1);
    }

    /// <summary>Called with the cause of each retry and the pause before it.</summary>
    public Action<string, TimeSpan>? OnRetry { get; set; }

    public void CountRetry(string cause, TimeSpan pause)
    {
        Interlocked.Increment(ref _retries);
        CountWait(pause);
        OnRetry?.Invoke(cause, pause);
    }

    public void CountBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void CountWait(TimeSpan waited) => Interlocked.Add(ref _waitedTicks, waited.Ticks);

    public void CountPage() => Interlocked.Increment(ref _pagesReceived);

    public void ExpectPages(int pages) => Volatile.Write(ref _pagesExpected, pages);
}
