namespace Kasparro.WebApi.Http;

/// <summary>
/// A result that is read from the database at most once at a time and once in a while, however many requests want it.
/// </summary>
/// <param name="freshFor">How long a result serves.</param>
internal sealed class SharedResult<T>(TimeProvider time, TimeSpan freshFor) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _reading = new(1);
    private T? _result;
    private long _readAt;

    public async Task<T> GetAsync(Func<CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (_result is not null && time.GetElapsedTime(_readAt) < freshFor)
                return _result;

            _result = await read(ct);
            _readAt = time.GetTimestamp();
            return _result;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
