namespace Kasparro.Application.Explanation;

/// <summary>Which row of market data is meant.</summary>
public sealed record MarketDataKey(Guid AssetId, string Source, DateTimeOffset LastUpdated);
