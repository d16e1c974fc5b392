namespace Kasparro.Simulator.Faults;

/// <summary>Counts requests, and says from which on within one minute they are too many.</summary>
internal sealed class MinuteWindow(int pace, TimeProvider time)
{
    private static readonly TimeSpan s_length = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _start;
    private int _inWindow;
    private long _number;

    /// <returns>The request's number from 1, and how long to wait where it is one too many.</returns>
    public (long Number, TimeSpan? Wait) Count()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now - _start >= s_length)
                (_start, _inWindow) = (now, 0);
            return (++_number, ++_inWindow > pace && pace > 0 ? _start + s_length - now : null);
        }
    }
}
