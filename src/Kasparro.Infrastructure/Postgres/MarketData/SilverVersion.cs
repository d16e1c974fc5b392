using Kasparro.Application.MarketData;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>Rises with every commit that is notifications of or seen; while nothing can be notifications, it says nothing.</summary>
internal sealed class SilverVersion : ISilverVersion
{
    private readonly Lock _lock = new();
    private long _highest = -1;
    private bool _isCertain;
    private long _notifications;

    /// <summary>How often something was notifications; given back to <see cref="Confirm"/>.</summary>
    public long Notifications
    {
        get
        {
            lock (_lock)
                return _notifications;
        }
    }

    public long? Current
    {
        get
        {
            lock (_lock)
                return _isCertain ? _highest : null;
        }
    }

    /// <summary>Whether there is a later commit than the one that something is of.</summary>
    public bool IsStale(long? version)
    {
        lock (_lock)
            return version < _highest;
    }

    public void Observe(long version)
    {
        lock (_lock)
            _highest = Math.Max(_highest, version);
    }

    /// <summary>
    /// The database was asked. False where there was a notification since <paramref name="notifications"/>: the answer may be
    /// from before it.
    /// </summary>
    public bool Confirm(long version, long notifications)
    {
        lock (_lock)
        {
            _highest = Math.Max(_highest, version);
            _isCertain = notifications == _notifications;
            return _isCertain;
        }
    }

    /// <summary>There is a commit that we do not know yet.</summary>
    public void Invalidate()
    {
        lock (_lock)
            (_isCertain, _notifications) = (false, _notifications + 1);
    }

    /// <summary>Nobody would tell us of a commit. What answers next may be another server, or a restored one.</summary>
    public void Reset()
    {
        lock (_lock)
            (_highest, _isCertain) = (-1, false);
    }
}
