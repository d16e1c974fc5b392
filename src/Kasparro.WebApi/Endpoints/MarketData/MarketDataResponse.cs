using System.Text.Json.Serialization;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>One page of market data.</summary>
/// <param name="Data">The rows, in the order asked for.</param>
/// <param name="Pagination">Where the page is, and how to go on.</param>
/// <param name="AmbiguousSymbols">Of the symbols asked for, those that several assets share: tell these rows apart by
/// asset_id.</param>
internal sealed record MarketDataResponse(
    IReadOnlyList<MarketDataRowResponse> Data,
    Pagination Pagination,
    IReadOnlyList<string> AmbiguousSymbols
) : ApiResponse;

/// <summary>What one source said of one asset at one instant.</summary>
/// <param name="AssetId" example="3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1">The asset; the same after every
/// rebuild.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">As the source writes it.</param>
/// <param name="Source" example="coingecko">Who said it.</param>
/// <param name="PriceUsd" example="97245.12">More than 0. With the digits that the source sent, however many.</param>
/// <param name="MarketCapUsd" example="1926853921034">Null where the source gives none.</param>
/// <param name="Volume24hUsd" example="31498230122.5">Over the last 24 hours. Null where the source gives none.</param>
/// <param name="LastUpdated" example="2025-02-09T17:44:06.711Z">The instant that it holds for, by the source's
/// clock.</param>
/// <param name="CreatedAt" example="2025-02-09T18:00:12.104532Z">When it was first derived here.</param>
internal sealed record MarketDataRowResponse(
    Guid AssetId,
    string Symbol,
    string Name,
    string Source,
    decimal PriceUsd,
    decimal? MarketCapUsd,
    [property: JsonPropertyName("volume_24h_usd")] decimal? Volume24hUsd,
    DateTimeOffset LastUpdated,
    DateTimeOffset CreatedAt
);

/// <summary>Where a page is, and how to go on.</summary>
/// <param name="Limit" example="50">Rows asked for.</param>
/// <param name="Offset" example="0">Rows passed over.</param>
/// <param name="Count" example="50">Rows in this page.</param>
/// <param name="NextCursor" example="WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ">Give it as cursor for the next
/// page. Null on the last one.</param>
internal sealed record Pagination(int Limit, long Offset, int Count, string? NextCursor);
