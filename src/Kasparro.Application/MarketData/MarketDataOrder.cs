namespace Kasparro.Application.MarketData;

/// <summary>The order of rows. The members of each are unique together, so that it is total.</summary>
public enum MarketDataOrder
{
    /// <summary>By last_updated, asset_id and source, all descending.</summary>
    NewestFirst,

    /// <summary>By last_updated, asset_id and source, all ascending.</summary>
    OldestFirst,

    /// <summary>
    /// By symbol, name and source, all ascending. For the latest rows only: an index has them in this order.
    /// </summary>
    Symbol,
}
