using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

/// <summary>Requests to one host are at least an interval apart.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MinimumIntervalTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MinimumInterval _interval;

    public MinimumIntervalTests() => _interval = new MinimumInterval(TimeSpan.FromSeconds(1), _time);

    [Test]
    public async Task A_request_waits_for_the_rest_of_the_interval_rounded_up_to_what_a_timer_can_wait()
    {
        await WaitAsync();
        _time.Advance(TimeSpan.FromMilliseconds(300.4));

        var waiting = WaitAsync();
        _time.Advance(TimeSpan.FromMilliseconds(699));
        Assert.That(waiting.IsCompleted, Is.False, "it would be early by more than half a millisecond");
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await waiting, Is.EqualTo(TimeSpan.FromMilliseconds(700)));
    }

    [Test]
    public async Task Requests_that_come_together_are_one_interval_apart()
    {
        var (first, second, third) = (WaitAsync(), WaitAsync(), WaitAsync());
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            (await Task.WhenAll(first, second, third)).Select(wait => wait.TotalSeconds),
            Is.EqualTo(new double[] { 0, 1, 2 })
        );
    }

    [Test]
    public async Task A_pause_saves_up_no_requests()
    {
        await WaitAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        var (first, second) = (WaitAsync(), WaitAsync());
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await first, await second), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromSeconds(1))));
    }

    private Task<TimeSpan> WaitAsync() => _interval.WaitAsync(CancellationToken.None);
}
