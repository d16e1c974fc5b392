using Kasparro.Application.MarketData;

namespace Kasparro.Infrastructure.Persistence.Queries;

/// <summary>Rises with every commit that is heard of or seen; while nothing can be heard, it says nothing.</summary>
internal sealed class CommittedVersion : ICommittedVersion
{
    private readonly Lock _lock = new();
    private long _highest = -1;
    private bool _isCertain;
    private long _heard;

    /// <summary>How often something was heard; given back to <see cref="IsAt"/>.</summary>
    public long Heard
    {
        get
        {
            lock (_lock)
                return _heard;
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
    public bool IsOld(long? version)
    {
        lock (_lock)
            return version < _highest;
    }

    public void Saw(long version)
    {
        lock (_lock)
            _highest = Math.Max(_highest, version);
    }

    /// <summary>
    /// The database was asked. False where there was a notification since <paramref name="heard"/>: the answer may be
    /// from before it.
    /// </summary>
    public bool IsAt(long version, long heard)
    {
        lock (_lock)
        {
            _highest = Math.Max(_highest, version);
            _isCertain = heard == _heard;
            return _isCertain;
        }
    }

    /// <summary>There is a commit that we do not know yet.</summary>
    public void IsOutdated()
    {
        lock (_lock)
            (_isCertain, _heard) = (false, _heard + 1);
    }

    /// <summary>Nobody would tell us of a commit. What answers next may be another server, or a restored one.</summary>
    public void BeginsAnew()
    {
        lock (_lock)
            (_highest, _isCertain) = (-1, false);
    }
}
