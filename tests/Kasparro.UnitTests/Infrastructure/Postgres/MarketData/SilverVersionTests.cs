using Kasparro.Infrastructure.Postgres.MarketData;

namespace Kasparro.UnitTests.Infrastructure.Postgres.MarketData;

/// <summary>What is known of the version of the committed data, and what of it is certain.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SilverVersionTests
{
    private readonly SilverVersion _version = new();

    [Test]
    public void A_version_is_known_once_it_was_confirmed_and_until_a_notification_comes()
    {
        Assert.That(_version.Current, Is.Null);
        Assert.That(_version.Confirm(5, _version.Notifications), Is.True);
        Assert.That(_version.Current, Is.EqualTo(5));

        _version.Invalidate();

        Assert.That(_version.Current, Is.Null);
        Assert.That((_version.IsStale(4), _version.IsStale(5)), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_version_that_was_read_before_a_notification_came_is_not_certain()
    {
        var before = _version.Notifications;
        _version.Invalidate();

        Assert.That(_version.Confirm(5, before), Is.False);
        Assert.That(_version.Current, Is.Null);
        Assert.That(_version.Confirm(6, _version.Notifications), Is.True);
        Assert.That(_version.Current, Is.EqualTo(6));
    }

    [Test]
    public void What_was_seen_of_a_later_commit_is_not_taken_back_by_an_older_answer()
    {
        _version.Observe(7);
        _version.Observe(6);
        _version.Confirm(5, _version.Notifications);

        Assert.That(_version.Current, Is.EqualTo(7));
        Assert.That(
            (_version.IsStale(6), _version.IsStale(7), _version.IsStale(null)),
            Is.EqualTo((true, false, false))
        );
    }

    [Test]
    public void After_a_reset_nothing_is_known_and_nothing_is_stale()
    {
        _version.Confirm(5, _version.Notifications);

        _version.Reset();

        Assert.That((_version.Current, _version.IsStale(0)), Is.EqualTo(((long?)null, false)));
        _version.Confirm(3, _version.Notifications);
        Assert.That(_version.Current, Is.EqualTo(3), "of a server that was restored");
    }

    [Test]
    public void Each_commit_ends_one_wait_for_the_next()
    {
        var first = _version.NextCommit;
        _version.Invalidate();
        var second = _version.NextCommit;

        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((true, false)));
    }
}
