using Kasparro.Application;
using Kasparro.Application.Changes;
using Kasparro.Application.MarketData;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.Changes;

/// <summary>How a client waits for the next change.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListChangesTests : IChangeReader, ISilverVersion
{
    private static readonly Change s_change = new(ChangeType.Withdrawn, default, "coingecko", default, Row: null);

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _commit = new();
    private Change[] _changes = [];
    private int _reads;

    long? ISilverVersion.Current => null;

    Task ISilverVersion.NextCommit => _commit.Task;

    [Test]
    public async Task From_now_on_there_is_no_change_and_no_wait()
    {
        _changes = [s_change];

        var page = await SendAsync(20, after: null);

        Assert.That((page.Changes.Count, page.Next), Is.EqualTo((0, ChangePosition.EndOf(7))));
    }

    [Test]
    public async Task What_is_there_is_not_waited_for()
    {
        _changes = [s_change];

        Assert.That((await ListAsync(20)).Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_commit_that_no_notification_tells_of_is_found_within_two_seconds()
    {
        var waiting = ListAsync(20);
        _changes = [s_change];
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(waiting.IsCompleted, Is.False);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That((await waiting.WaitAsync(TimeSpan.FromMinutes(1))).Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_commit_that_is_notified_is_read_at_once()
    {
        var waiting = ListAsync(20);
        _changes = [s_change];
        _commit.SetResult();

        Assert.That((await waiting.WaitAsync(TimeSpan.FromMinutes(1))).Changes, Has.Count.EqualTo(1));
    }

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(2, 2)]
    public async Task Without_a_change_the_page_is_empty_when_the_wait_is_over(int seconds, int reads)
    {
        var waiting = ListAsync(seconds);
        Assert.That(waiting.IsCompleted, Is.EqualTo(seconds == 0));
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That((await waiting.WaitAsync(TimeSpan.FromMinutes(1))).Changes, Is.Empty);
        Assert.That(_reads, Is.EqualTo(reads));
    }

    Task<ChangePosition> IChangeReader.EndAsync(CancellationToken ct) => Task.FromResult(ChangePosition.EndOf(7));

    Task<ChangePage> IChangeReader.ReadAsync(ChangePosition after, int limit, CancellationToken ct)
    {
        _reads++;
        return Task.FromResult(new ChangePage(_changes, after, HasMore: false));
    }

    private Task<ChangePage> ListAsync(int seconds) => SendAsync(seconds, ChangePosition.Beginning);

    private Task<ChangePage> SendAsync(int seconds, ChangePosition? after)
    {
        var services = new ServiceCollection();
        services.AddApplicationQueries();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IChangeReader>(this);
        services.AddSingleton<ISilverVersion>(this);
        return services
            .BuildServiceProvider()
            .GetRequiredService<IMediator>()
            .Send(new ListChanges(after, 100, TimeSpan.FromSeconds(seconds)));
    }
}
