using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Which requests of a recording are for pages of its list.</summary>
internal sealed class PageRequests
{
    private readonly HashSet<string> _paths;

    public PageRequests(RecordedSource recorded, RecordPlaces places)
    {
        Places = places;
        _paths = [.. places.Pages.Select(page => PathOf(recorded.Recording.Exchanges[page].Request))];
        Numbers =
        [
            .. Enumerable
                .Range(0, recorded.Recording.Exchanges.Count)
                .Where(at => _paths.Contains(PathOf(recorded.Recording.Exchanges[at].Request))),
        ];
    }

    public RecordPlaces Places { get; }

    /// <summary>From 0, in order; the last may have no record.</summary>
    public IReadOnlyList<int> Numbers { get; }

    public bool IsOne(WireRequest request) => _paths.Contains(request.Path);

    private static string PathOf(string address) => address.Split('?')[0];
}
