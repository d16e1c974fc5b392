using Kasparro.Application.Assets;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>One page of assets.</summary>
/// <param name="Assets">By symbol, then name.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record AssetListResponse(IReadOnlyList<AssetDetail> Assets, CursorPagination Pagination) : ApiResponse;

/// <summary>One asset.</summary>
/// <param name="Asset">The asset.</param>
internal sealed record AssetResponse(AssetDetail Asset) : ApiResponse;
