namespace Kasparro.Domain.Assets.Linking;

/// <summary>Two listings that may be one coin, and that no rule linked: for a person to decide.</summary>
/// <param name="PriceRatio">The larger price through the smaller; null where one is missing.</param>
public sealed record IdentityCandidate(
    ListingPair Pair,
    ListingEvidence First,
    ListingEvidence Second,
    double? PriceRatio
);

/// <summary>What is left for a person.</summary>
public static class IdentityCandidates
{
    /// <summary>
    /// Listings of catalogues that share a symbol, each without a partner at the other's source, about which no person
    /// has decided and whose prices do not contradict. The largest coins first, then the closest prices.
    /// </summary>
    /// <param name="assets">As they are now.</param>
    public static IReadOnlyList<IdentityCandidate> Of(
        IdentityCut cut,
        ListingClusters assets,
        CuratedPairs curated,
        StandingDecisions decisions,
        int limit
    )
    {
        var apart = curated.NeverLink.Select(never => never.Pair).Concat(decisions.ApartByPerson).ToHashSet();
        var symbols = cut
            .Listings.Where(listing => !listing.IsFileScoped)
            .Select(listing => new LabelledListing(listing, cut))
            .Where(listing => listing.Label.Symbol.Length > 0)
            .GroupBy(listing => listing.Label.Symbol)
            .Where(symbol => symbol.Select(listing => listing.Listing.Id.Source).Distinct().Skip(1).Any());
        return
        [
            .. symbols
                .SelectMany(symbol => PairsOf([.. symbol]))
                .Where(pair => pair.MayBeOne && !apart.Contains(pair.Pair) && IsOpen(assets, pair.Pair))
                .OrderByDescending(pair => pair.Size)
                .ThenBy(pair => pair.Ratio ?? double.MaxValue)
                .ThenBy(pair => pair.Pair)
                .Take(limit)
                .Select(pair => new IdentityCandidate(
                    pair.Pair,
                    DecisionEvidence.Of(pair.First)!,
                    DecisionEvidence.Of(pair.Second)!,
                    pair.Ratio
                )),
        ];
    }

    private static IEnumerable<OpenPair> PairsOf(List<LabelledListing> listings) =>
        from one in listings
        from other in listings
        where string.CompareOrdinal(one.Listing.Id.Source, other.Listing.Id.Source) < 0
        select new OpenPair(one, other);

    private static bool IsOpen(ListingClusters assets, ListingPair pair) =>
        assets.Of(pair.First).All(listing => listing.Source != pair.Second.Source)
        && assets.Of(pair.Second).All(listing => listing.Source != pair.First.Source);

    private sealed record OpenPair(LabelledListing First, LabelledListing Second)
    {
        public ListingPair Pair { get; } = new(First.Listing.Id, Second.Listing.Id);

        public double? Ratio { get; } = First.RatioTo(Second);

        /// <summary>Prices that differ by more than the factor are of two coins.</summary>
        public bool MayBeOne =>
            First.Level is null || Second.Level is null || First.IsWithin(LinkingLimits.NotContradictory, Second);

        /// <summary>Of the larger one.</summary>
        public double Size { get; } =
            Math.Max(PriceLevel.SizeOf(First.Listing.MarketCapUsd), PriceLevel.SizeOf(Second.Listing.MarketCapUsd));
    }
}
