using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.Testing.Upstream;

/// <summary>
/// A clock that stands still while a request is on its way and jumps to the end of every wait between requests, so that
/// hours of
/// waiting take no time and no timeout fires because the machine is slow. It tells the two kinds of timers apart by
/// their length.
/// </summary>
public sealed class PipelineClock(TimeSpan attemptTimeout, TimeSpan timeLimit, DateTimeOffset? start = null)
    : FakeTimeProvider(start ?? s_start)
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<WatchedTimer> _delays = [];
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    public DateTimeOffset Deadline { get; } = (start ?? s_start) + timeLimit;

    /// <summary>Every wait between requests that was begun, in order.</summary>
    public List<TimeSpan> Delays { get; } = [];

    /// <summary>Runs the work to its end, jumping over its waits.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        var running = Task.Run(work);
        while (!running.IsCompleted)
        {
            while (_begun.Reader.TryRead(out _)) { }
            if (NextDelay() is { } delay)
                Advance(delay);
            else
                await Task.WhenAny(running, _begun.Reader.WaitToReadAsync().AsTask());
        }

        await running;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isLimit =
            dueTime == attemptTimeout || (Deadline - GetUtcNow() - dueTime).Duration() < TimeSpan.FromMilliseconds(2);
        if (isLimit || dueTime <= TimeSpan.Zero)
            return base.CreateTimer(callback, state, dueTime, period);

        var timer = new WatchedTimer(this, GetUtcNow() + dueTime);
        timer.Start(base.CreateTimer(_ => timer.Fire(callback, state), null, dueTime, period));
        Remember(timer, dueTime);
        _begun.Writer.TryWrite(dueTime);
        return timer;
    }

    private TimeSpan? NextDelay()
    {
        lock (_lock)
            return _delays.Count == 0 ? null : _delays.Min(timer => timer.Due) - GetUtcNow();
    }

    private void Remember(WatchedTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            Delays.Add(dueTime);
            if (!timer.IsOver)
                _delays.Add(timer);
        }
    }

    private void Forget(WatchedTimer timer)
    {
        lock (_lock)
        {
            timer.IsOver = true;
            _delays.Remove(timer);
        }
    }

    private sealed class WatchedTimer(PipelineClock clock, DateTimeOffset due) : ITimer
    {
        private ITimer? _inner;

        public DateTimeOffset Due { get; } = due;

        public bool IsOver { get; set; }

        public void Start(ITimer inner) => _inner = inner;

        public void Fire(TimerCallback callback, object? state)
        {
            clock.Forget(this);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _inner!.Change(dueTime, period);

        public void Dispose()
        {
            clock.Forget(this);
            _inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
