namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>An array as an upstream sent it.</summary>
/// <param name="Body">All of it.</param>
/// <param name="Elements">The text of each element: slices of <paramref name="Body"/>.</param>
/// <param name="Total">Elements on all pages, where a <c>total</c> header tells.</param>
/// <param name="PerPage">Elements a page, where a <c>per-page</c> header tells.</param>
internal sealed record UpstreamResponse(
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<ReadOnlyMemory<byte>> Elements,
    int? Total,
    int? PerPage
);
