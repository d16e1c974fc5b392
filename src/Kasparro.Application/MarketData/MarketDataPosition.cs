namespace Kasparro.Application.MarketData;

/// <summary>Where a row stands in each of the orders.</summary>
public sealed record MarketDataPosition(
    DateTimeOffset LastUpdated,
    Guid AssetId,
    string Source,
    string Symbol,
    string Name
);
