using Kasparro.Application.Assets;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>One page of assets.</summary>
/// <param name="Assets">By symbol, then name.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record AssetListAnswer(IReadOnlyList<AssetDetail> Assets, CursorPagination Pagination) : Answer;

/// <summary>One asset.</summary>
/// <param name="Asset">The asset.</param>
internal sealed record AssetAnswer(AssetDetail Asset) : Answer;
