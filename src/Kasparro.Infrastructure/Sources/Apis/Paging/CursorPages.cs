using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>Pages that each name what the next one is requested with, until one does not.</summary>
/// <param name="Address">Of a page by its cursor, relative to the base address; the first page has none.</param>
/// <param name="CursorAt">Where in a response the next page's cursor stands; a point leads into an object.</param>
internal sealed record CursorPages(Func<string?, string> Address, string CursorAt) : IPaging
{
    private readonly JsonTextField _cursor = new(CursorAt);

    public IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        CancellationToken ct
    ) =>
        new PageChain(
            Address(null),
            response => _cursor.Find(response.Whole.Span) is { } cursor ? Address(cursor) : null
        ).FetchAsync(upstream, context, ct);
}
