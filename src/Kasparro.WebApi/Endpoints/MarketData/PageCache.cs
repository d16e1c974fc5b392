using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>
/// Finished pages, while they are of the last commit that this process has notifications of or seen: one of an older commit is
/// never given out.
/// Two generations of half of the bytes each: when the young one is full it becomes the old one, and what nobody asked
/// for meanwhile goes.
/// </summary>
internal sealed class PageCache(ISilverVersion committed, long maxBytes)
{
    /// <summary>About what an entry costs beside its text: objects, the slot, the key's characters twice.</summary>
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

    /// <summary>All that a page depends on beside the data.</summary>
    public static string KeyOf(HttpRequest request) => $"{request.QueryString}\n{request.Headers.Accept}";

    public SerialisedPage? Find(string request)
    {
        if (!IsOn || committed.Current is not { } current)
            return null;
        lock (_lock)
        {
            if (!_young.TryGetValue(request, out var page) && _old.Remove(request, out page))
            {
                _oldBytes -= Cost(request, page);
                Put(request, page);
            }

            return page?.Version == current ? page : null;
        }
    }

    /// <summary>Keeps a page of the last commit; one without rows is of none.</summary>
    public void Keep(string request, SerialisedPage page)
    {
        if (!IsOn || page.Version is null || Cost(request, page) > maxBytes / 2 || committed.Current != page.Version)
            return;
        lock (_lock)
            Put(request, page.Trimmed());
    }

    private void Put(string request, SerialisedPage page)
    {
        if (_young.Remove(request, out var before))
            _youngBytes -= Cost(request, before);
        if (_old.Remove(request, out before))
            _oldBytes -= Cost(request, before);
        var cost = Cost(request, page);
        if (_youngBytes + cost > maxBytes / 2)
            (_old, _oldBytes, _young, _youngBytes) = (_young, _youngBytes, [], 0);
        _young[request] = page;
        _youngBytes += cost;
    }

    private static long Cost(string request, SerialisedPage page) => page.Bytes + (2 * request.Length) + Overhead;
}
