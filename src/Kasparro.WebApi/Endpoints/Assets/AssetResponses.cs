using Kasparro.Application.Assets;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>One page of assets.</summary>
/// <param name="Assets">By symbol, then name; by what matched with q; by size with sort=-market_cap.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record AssetListResponse(IReadOnlyList<AssetDetail> Assets, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}

/// <summary>One asset, and why its listings are one.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Labels">Every symbol and name that one of its listings has or had, newest first.</param>
/// <param name="Decisions">Every decision about one of its listings, newest first.</param>
internal sealed record AssetResponse(
    AssetDetail Asset,
    IReadOnlyList<ListingLabel> Labels,
    IReadOnlyList<IdentityDecisionDetail> Decisions
) : ApiResponse;
