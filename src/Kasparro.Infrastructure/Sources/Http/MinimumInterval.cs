namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// The pause between requests of one source. One per process: every request takes its slot here, also if it fails.
/// </summary>
internal sealed class MinimumInterval(TimeSpan interval, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>Waits for the next free slot; returns how long that took.</summary>
    public async Task<TimeSpan> WaitAsync(CancellationToken ct)
    {
        var wait = TakeSlot();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, ct);
        return wait;
    }

    private TimeSpan TakeSlot()
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_origin);
            var slot = now > _next ? now : _next;
            _next = slot + interval;
            // Timers count milliseconds and round down: a slot must never start early.
            return TimeSpan.FromMilliseconds(Math.Ceiling((slot - now).TotalMilliseconds));
        }
    }
}
