namespace Kasparro.WebApi.Protection;

/// <summary>The time limit of one export.</summary>
internal sealed class ExportLimit : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    public ExportLimit(TimeSpan timeout, TimeProvider time, CancellationToken requestAborted)
    {
        _limit = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, requestAborted);
    }

    /// <summary>Cancelled when the time is over, or when the client is gone.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _limit.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
