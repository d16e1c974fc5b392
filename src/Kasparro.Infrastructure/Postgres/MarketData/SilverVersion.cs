using Kasparro.Application.MarketData;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>
/// Rises with every commit that was observed or confirmed after a notification; unknown while no notification would
/// arrive.
/// </summary>
internal sealed class SilverVersion : ISilverVersion
{
    private readonly Lock _lock = new();
    private long _highest = -1;
    private bool _isCertain;
    private long _notifications;
    private TaskCompletionSource _nextCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Notifications so far; for <see cref="Confirm"/>.</summary>
    public long Notifications
    {
        get
        {
            lock (_lock)
                return _notifications;
        }
    }

    public Task NextCommit
    {
        get
        {
            lock (_lock)
                return _nextCommit.Task;
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

    /// <summary>Whether a later commit than this version was seen.</summary>
    public bool IsStale(long? version)
    {
        lock (_lock)
            return version < _highest;
    }

    /// <summary>Data of this version was read. What is of an older one is stale from now on.</summary>
    public void Observe(long version)
    {
        lock (_lock)
            _highest = Math.Max(_highest, version);
    }

    /// <summary>
    /// The version was read from the database. False where a notification arrived since
    /// <paramref name="notifications"/>: the version may be from before it.
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

    /// <summary>A notification arrived: there is a commit whose version is not known yet.</summary>
    public void Invalidate()
    {
        lock (_lock)
        {
            (_isCertain, _notifications) = (false, _notifications + 1);
            _nextCommit.SetResult();
            _nextCommit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>
    /// No notification would arrive. The next connection may reach another server, or a restored one.
    /// </summary>
    public void Reset()
    {
        lock (_lock)
            (_highest, _isCertain) = (-1, false);
    }
}
