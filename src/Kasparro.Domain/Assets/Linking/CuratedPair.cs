namespace Kasparro.Domain.Assets.Linking;

/// <summary>A pair of the curated list, and why it is there.</summary>
public sealed record CuratedPair(ListingPair Pair, string Reason);
