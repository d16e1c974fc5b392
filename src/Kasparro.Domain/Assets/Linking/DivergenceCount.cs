namespace Kasparro.Domain.Assets.Linking;

/// <summary>How many consecutive cuts saw the fresh prices of a link differ by more than a factor of 2.</summary>
/// <param name="FirstPriceTime">Of the last counted price of the pair's first listing.</param>
/// <param name="SecondPriceTime">Of the last counted price of the pair's second listing.</param>
public sealed record DivergenceCount(
    ListingPair Pair,
    int Cuts,
    DateTimeOffset FirstPriceTime,
    DateTimeOffset SecondPriceTime
);
