using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Prices;

/// <summary>The newest price that one source has of an asset.</summary>
/// <param name="At">When the source says that it was.</param>
/// <param name="FreshFor">How old it may be.</param>
public sealed record SourcePrice(string Source, NumberLexeme PriceUsd, DateTimeOffset At, TimeSpan FreshFor);

/// <summary>Why a source's price does not count.</summary>
public enum ExclusionReason
{
    /// <summary>It is older than the source's prices may be.</summary>
    Stale,

    /// <summary>It differs by more than a factor of 2 from what most sources say, or there is no majority.</summary>
    Divergent,
}

/// <summary>
/// One price of an asset: the median of the fresh prices that agree. Of an even number it is the exact mean of the two
/// in the middle, with all digits.
/// </summary>
/// <param name="PriceUsd">Null where no source has a fresh price, or most do not agree.</param>
/// <param name="Spread">The largest counted price through the smallest, minus 1; null where there is no price.</param>
/// <param name="Excluded">Sources that do not count, by name.</param>
public sealed record ConsensusPrice(
    ExactDecimal? PriceUsd,
    double? Spread,
    IReadOnlyDictionary<string, ExclusionReason> Excluded
)
{
    /// <summary>
    /// Two coins under one asset would differ: prices count only with a majority within a factor of 2, so that there is
    /// never a mean of two coins.
    /// </summary>
    public static ConsensusPrice Of(IReadOnlyCollection<SourcePrice> prices, DateTimeOffset now)
    {
        var fresh = prices
            .Where(price => now - price.At <= price.FreshFor)
            .Select(price => (price.Source, Price: ExactDecimal.Of(price.PriceUsd)))
            .OrderBy(price => price.Price)
            .ThenBy(price => price.Source, StringComparer.Ordinal)
            .ToList();
        var counted = Majority(fresh);
        var excluded = prices.ToDictionary(price => price.Source, _ => ExclusionReason.Stale);
        foreach (var (source, _) in fresh)
            excluded[source] = ExclusionReason.Divergent;
        foreach (var (source, _) in counted)
            excluded.Remove(source);
        return counted.Count == 0
            ? new ConsensusPrice(null, null, excluded)
            : new ConsensusPrice(Median(counted), SpreadOf(counted), excluded);
    }

    /// <summary>The largest group within a factor of 2, if it is more than half; by price.</summary>
    private static List<(string Source, ExactDecimal Price)> Majority(List<(string Source, ExactDecimal Price)> byPrice)
    {
        for (var first = 0; first < byPrice.Count; first++)
        {
            var lowest = byPrice[first].Price;
            var group = byPrice[first..].FindAll(other => ExactDecimal.AreWithinFactorOfTwo(lowest, other.Price));
            if (group.Count * 2 > byPrice.Count)
                return group;
        }

        return [];
    }

    private static ExactDecimal Median(List<(string Source, ExactDecimal Price)> byPrice)
    {
        var middle = byPrice.Count / 2;
        return byPrice.Count % 2 == 1
            ? byPrice[middle].Price
            : ExactDecimal.Mean(byPrice[middle - 1].Price, byPrice[middle].Price);
    }

    private static double SpreadOf(List<(string Source, ExactDecimal Price)> byPrice)
    {
        var (lowest, highest) = (PriceLevelOf(byPrice[0].Price), PriceLevelOf(byPrice[^1].Price));
        return Math.Max(0, Math.Round(Math.Pow(10, highest - lowest) - 1, 6));

        static double PriceLevelOf(ExactDecimal price) => System.Numerics.BigInteger.Log10(price.Digits) - price.Scale;
    }
}
