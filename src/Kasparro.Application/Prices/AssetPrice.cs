namespace Kasparro.Application.Prices;

/// <summary>One price of one asset, and what it was made from.</summary>
/// <param name="AssetId" example="6b94ff55-898f-5a1b-9d8c-0e944f110da0">The asset.</param>
/// <param name="Symbol" example="BTC">In upper case.</param>
/// <param name="Name" example="Bitcoin">The name of the asset.</param>
/// <param name="PriceUsd" example="97245.12">The median of the fresh prices that agree; of an even number the exact
/// mean of the two in the middle, not rounded. Null where no price is fresh, or most sources do not agree.</param>
/// <param name="Spread" example="0.0012">The highest counted price through the lowest, minus 1.</param>
/// <param name="Sources">The newest price of each source, whether it counts or not.</param>
public sealed record AssetPrice(
    Guid AssetId,
    string Symbol,
    string Name,
    NumberText? PriceUsd,
    double? Spread,
    IReadOnlyList<PriceOfSource> Sources
);

/// <summary>The newest price of an asset at one source.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="PriceUsd" example="97245.12">With the digits that the source sent.</param>
/// <param name="LastUpdated" example="2025-02-09T17:44:06.711Z">The time of the price, by the source's clock.</param>
/// <param name="AgeSeconds" example="412">How old it is.</param>
/// <param name="Excluded" example="stale">Why it does not count: stale, older than two intervals of the source's runs;
/// divergent, more than a factor of 2 from what most sources say, or there is no majority. Null where it
/// counts.</param>
public sealed record PriceOfSource(
    string Source,
    NumberText PriceUsd,
    DateTimeOffset LastUpdated,
    long AgeSeconds,
    string? Excluded
);
