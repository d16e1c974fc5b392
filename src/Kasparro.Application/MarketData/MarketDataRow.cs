using System.Text.Json.Serialization;

namespace Kasparro.Application.MarketData;

/// <summary>The price of one asset at one source at one instant.</summary>
/// <param name="AssetId" example="3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1">The asset; the same after every
/// rebuild.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">As the source writes it.</param>
/// <param name="Source" example="coingecko">The source of the numbers.</param>
/// <param name="PriceUsd" example="97245.12">More than 0. With all the digits that the source sent.</param>
/// <param name="MarketCapUsd" example="1926853921034">Null where the source gives none.</param>
/// <param name="Volume24hUsd" example="31498230122.5">Over the last 24 hours. Null where the source gives none.</param>
/// <param name="LastUpdated" example="2025-02-09T17:44:06.711Z">The time of the price, by the source's clock.</param>
/// <param name="CreatedAt" example="2025-02-09T18:00:12.104532Z">When the row was first stored.</param>
/// <param name="UpdatedAt" example="2025-02-09T18:00:12.104532Z">When the row last changed: later than
/// <c>created_at</c> where the source corrected what it had said.</param>
public sealed record MarketDataRow(
    Guid AssetId,
    string Symbol,
    string Name,
    string Source,
    NumberText PriceUsd,
    NumberText? MarketCapUsd,
    [property: JsonPropertyName("volume_24h_usd")] NumberText? Volume24hUsd,
    DateTimeOffset LastUpdated,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);
