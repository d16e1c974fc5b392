namespace Kasparro.Application.MarketData;

/// <summary>
/// What one source said of one asset at one instant. Numbers are text, because <see cref="decimal"/> does not hold all
/// of them.
/// </summary>
public sealed record MarketDataRow(
    Guid AssetId,
    string Symbol,
    string Name,
    string Source,
    string PriceUsd,
    string? MarketCapUsd,
    string? Volume24hUsd,
    DateTimeOffset LastUpdated,
    DateTimeOffset CreatedAt
);
