using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Simulation;

/// <summary>
/// A clock that stands still, jumps over the short pauses of the product, and passes a limit only where the simulation
/// says so: hours take no time, and nothing depends on how fast the machine is.
/// </summary>
internal sealed class SimulatedClock() : FakeTimeProvider(Clocks.Start)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= s_longestPause)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}
