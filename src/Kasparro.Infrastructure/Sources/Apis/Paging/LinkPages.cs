using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>
/// Pages that each say where the next one is, until one does not: in a <c>Link</c> header, or in a field of the
/// response. An address of another host fails the run.
/// </summary>
/// <param name="First">The first page, relative to the base address.</param>
/// <param name="LinkAt">Where in a response the address stands; a point leads into an object. Null for the
/// header.</param>
internal sealed record LinkPages(string First, string? LinkAt = null) : IPaging
{
    private readonly JsonTextField? _link = LinkAt is null ? null : new JsonTextField(LinkAt);

    public IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        CancellationToken ct
    ) => new PageChain(First, Next).FetchAsync(upstream, context, ct);

    private string? Next(UpstreamResponse response) =>
        (_link is null ? response.NextLink : _link.Find(response.Whole.Span)) is { } link
            ? new Uri(response.Address, link).AbsoluteUri
            : null;
}
