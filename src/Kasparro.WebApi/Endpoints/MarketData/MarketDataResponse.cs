using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>One page of market data.</summary>
/// <param name="Data">The rows, in the requested order.</param>
/// <param name="Pagination">The position and size of the page, and the cursor of the next one.</param>
/// <param name="AmbiguousSymbols">Of the requested symbols, those that several assets share: asset_id distinguishes
/// their rows.</param>
/// <param name="AmbiguousAssets">The assets of these symbols, the largest first.</param>
internal sealed record MarketDataResponse(
    IReadOnlyList<MarketDataRow> Data,
    Pagination Pagination,
    IReadOnlyList<string> AmbiguousSymbols,
    IReadOnlyList<AmbiguousAsset> AmbiguousAssets
) : ApiResponse, IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}

/// <summary>The position and size of a page, and the cursor of the next one.</summary>
/// <param name="Limit" example="50">Rows requested.</param>
/// <param name="Offset" example="0">Rows skipped.</param>
/// <param name="Count" example="50">Rows in this page.</param>
/// <param name="NextCursor" example="WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ">Send it as cursor to get the
/// next page. Null on the last page.</param>
internal sealed record Pagination(int Limit, long Offset, int Count, string? NextCursor);
