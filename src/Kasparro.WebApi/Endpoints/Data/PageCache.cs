using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>
/// Finished pages, while they are of the last commit that this process has heard of or seen: one of an older commit is never given out.
/// Two generations of half of the bytes each: when the young one is full it becomes the old one, and what nobody asked for meanwhile goes.
/// </summary>
internal sealed class PageCache(ICommittedVersion committed, long maxBytes)
{
    /// <summary>About what an entry costs beside its text: objects, the slot, the key's characters twice.</summary>
    private const int Overhead = 200;

    private readonly Lock _lock = new();
    private Dictionary<string, CachedPage> _young = [];
    private Dictionary<string, CachedPage> _old = [];
    private long _youngBytes;
    private long _oldBytes;

    public bool IsOn => maxBytes > 0;

    public long Bytes
    {
        get
        {
            lock (_lock) return _youngBytes + _oldBytes;
        }
    }

    public CachedPage? Find(string query)
    {
        if (!IsOn || committed.Current is not { } current) return null;
        lock (_lock)
        {
            if (!_young.TryGetValue(query, out var page) && _old.Remove(query, out page))
            {
                _oldBytes -= Cost(query, page);
                Put(query, page);
            }

            return page?.Version == current ? page : null;
        }
    }

    public void Keep(string query, CachedPage page)
    {
        if (!IsOn || Cost(query, page) > maxBytes / 2 || committed.Current != page.Version) return;
        lock (_lock) Put(query, page);
    }

    private void Put(string query, CachedPage page)
    {
        if (_young.Remove(query, out var before)) _youngBytes -= Cost(query, before);
        if (_old.Remove(query, out before)) _oldBytes -= Cost(query, before);
        var cost = Cost(query, page);
        if (_youngBytes + cost > maxBytes / 2) (_old, _oldBytes, _young, _youngBytes) = (_young, _youngBytes, [], 0);
        _young[query] = page;
        _youngBytes += cost;
    }

    private static long Cost(string query, CachedPage page) => page.Json.Length + (2 * (query.Length + (page.NextCursor?.Length ?? 0))) + Overhead;
}
