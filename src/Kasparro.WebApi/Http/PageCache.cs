using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Http;

/// <summary>
/// Serialised pages of the latest commit that this process knows of: a page of an older commit is never served. Two
/// generations of half of the bytes each: when the young one is full it becomes the old one, and pages that were not
/// requested meanwhile are dropped.
/// </summary>
internal sealed class PageCache(ISilverVersion known, long maxBytes)
{
    /// <summary>About what an entry costs besides its text: objects, the slot, the key's characters twice.</summary>
    private const int Overhead = 200;

    private readonly Lock _lock = new();
    private Dictionary<string, SerialisedPage> _young = [];
    private Dictionary<string, SerialisedPage> _old = [];
    private long _youngBytes;
    private long _oldBytes;

    public bool IsOn => maxBytes > 0;

    public long Bytes
    {
        get
        {
            lock (_lock)
                return _youngBytes + _oldBytes;
        }
    }

    /// <summary>All that a page depends on besides the data.</summary>
    public static string KeyOf(HttpRequest request) => $"{request.QueryString}\n{request.Headers.Accept}";

    public SerialisedPage? Find(string key)
    {
        if (!IsOn || known.Current is not { } current)
            return null;
        lock (_lock)
        {
            if (!_young.TryGetValue(key, out var page) && _old.Remove(key, out page))
            {
                _oldBytes -= Cost(key, page);
                Put(key, page);
            }

            return page?.Version == current ? page : null;
        }
    }

    /// <summary>Keeps a page of the latest commit; one without rows is of no known commit.</summary>
    public void Keep(string key, SerialisedPage page)
    {
        if (!IsOn || page.Version is null || Cost(key, page) > maxBytes / 2 || known.Current != page.Version)
            return;
        lock (_lock)
            Put(key, page);
    }

    private void Put(string key, SerialisedPage page)
    {
        if (_young.Remove(key, out var before))
            _youngBytes -= Cost(key, before);
        if (_old.Remove(key, out before))
            _oldBytes -= Cost(key, before);
        var cost = Cost(key, page);
        if (_youngBytes + cost > maxBytes / 2)
            (_old, _oldBytes, _young, _youngBytes) = (_young, _youngBytes, [], 0);
        _young[key] = page;
        _youngBytes += cost;
    }

    private static long Cost(string key, SerialisedPage page) => page.Bytes + (2 * key.Length) + Overhead;
}
