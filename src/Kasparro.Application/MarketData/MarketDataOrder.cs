namespace Kasparro.Application.MarketData;

/// <summary>The order of rows. Each has a unique tail, so that it is total.</summary>
public enum MarketDataOrder
{
    /// <summary>By last_updated, asset_id, source, all falling.</summary>
    NewestFirst,

    /// <summary>By last_updated, asset_id, source, all rising.</summary>
    OldestFirst,

    /// <summary>
    /// By symbol, name, source, all rising. For the latest rows only: they are found in this order without sorting.
    /// </summary>
    Symbol,
}
