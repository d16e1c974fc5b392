using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>One run's reading of CSV: what it costs, and how long and how much it may read.</summary>
/// <param name="MaxBytes">Of all files together, after decompression.</param>
internal sealed record CsvReading(FetchMetrics Metrics, long MaxBytes, TimeProvider Time)
{
    /// <summary>Some servers need a while for their first byte; none is silent this long and recovers.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <param name="more">Bytes that are not counted yet.</param>
    /// <exception cref="SourceException">The run would read more than it may.</exception>
    public void ThrowIfTooMuch(string name, long more)
    {
        if (Metrics.Bytes + more > MaxBytes)
            throw new SourceException(
                FailureClass.Data,
                $"{name}: the run would read more than {MaxBytes} bytes.",
                "If there is that much to read, raise CSV_MAX_BYTES."
            );
    }

    /// <summary>Waits for work that can be cancelled.</summary>
    public async Task<T> WithinLimitAsync<T>(string name, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(LongestSilence, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException late) when (silence.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw Silent(name, late);
        }
    }

    /// <summary>
    /// Waits for a call that blocks, such as opening a file on a mount whose server is gone. Where the wait ends first,
    /// the call is left to itself: no thread can be freed from it.
    /// </summary>
    public async Task<T> UnblockedAsync<T>(string name, Func<T> call, CancellationToken ct)
    {
        try
        {
            return await Task.Run(call, ct).WaitAsync(LongestSilence, Time, ct);
        }
        catch (TimeoutException late)
        {
            throw Silent(name, late);
        }
    }

    private static SourceException Silent(string name, Exception inner) =>
        new(
            FailureClass.Transient,
            $"{name} sent nothing for {LongestSilence.TotalSeconds:0} s.",
            "The next run tries again.",
            inner
        );
}
