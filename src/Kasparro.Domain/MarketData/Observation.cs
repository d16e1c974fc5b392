namespace Kasparro.Domain.MarketData;

/// <summary>What one source said about one asset at one instant.</summary>
/// <param name="SourceAssetId">The asset's id at the source.</param>
/// <param name="Symbol">Ticker as the source writes it.</param>
/// <param name="Name">Name as the source writes it.</param>
/// <param name="PriceUsd">US dollars for one unit, &gt; 0.</param>
/// <param name="MarketCapUsd">US dollars, ≥ 0; null where the source does not say.</param>
/// <param name="Volume24hUsd">US dollars traded in 24 hours, ≥ 0; null where the source does not say.</param>
/// <param name="LastUpdated">UTC, whole microseconds.</param>
public sealed record Observation(
    string SourceAssetId,
    string Symbol,
    string Name,
    NumberLexeme PriceUsd,
    NumberLexeme? MarketCapUsd,
    NumberLexeme? Volume24hUsd,
    DateTimeOffset LastUpdated
)
{
    /// <summary>
    /// From a history, which names no coin: symbol and name are those that the coin had when it was requested, and say
    /// nothing about the time of the price.
    /// </summary>
    public bool IsHistory { get; init; }
}
