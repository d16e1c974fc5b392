namespace Kasparro.Application.MarketData;

/// <summary>The position of a row in each of the orders.</summary>
public sealed record MarketDataPosition(
    DateTimeOffset LastUpdated,
    Guid AssetId,
    string Source,
    string Symbol,
    string Name
)
{
    public static MarketDataPosition Of(MarketDataRow row) =>
        new(row.LastUpdated, row.AssetId, row.Source, row.Symbol, row.Name);
}
