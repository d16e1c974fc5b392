using Kasparro.Application.Assets;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>One page of assets.</summary>
/// <param name="Assets">By symbol, then name.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record AssetListResponse(IReadOnlyList<AssetDetail> Assets, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}

/// <summary>One asset.</summary>
/// <param name="Asset">The asset.</param>
internal sealed record AssetResponse(AssetDetail Asset) : ApiResponse;
