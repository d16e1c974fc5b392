using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>How an API hands out its list. One instance serves every fetch, so it keeps nothing of any.</summary>
internal interface IPaging
{
    /// <summary>Streams the whole list in the order to store it, and counts its pages.</summary>
    /// <exception cref="SourceException">Pages are missing, or the server does not page.</exception>
    IAsyncEnumerable<SourcePage> FetchAsync(UpstreamClient upstream, FetchContext context, CancellationToken ct);
}
