namespace Kasparro.Domain.Assets.Linking;

/// <summary>Listings of two sources that have one symbol, and the pairs that T1 to T3 would link.</summary>
internal sealed class SymbolGroup(
    IReadOnlyList<LabelledListing> ones,
    IReadOnlyList<LabelledListing> others,
    TimeSpan betweenSources
)
{
    public IEnumerable<LinkCandidate> Candidates() =>
        [.. SameName(), .. SameNameByPrice(), .. RelatedName(), .. UniqueSymbol()];

    private IEnumerable<LinkCandidate> SameName()
    {
        var sameNames = Unique(others).ToDictionary(other => other.Label.Name);
        var rivals = new Lazy<(PriceIndex Ones, PriceIndex Others)>(() => (ByGuards(ones), ByGuards(others)));
        return from one in Unique(ones)
            let other = sameNames.GetValueOrDefault(one.Label.Name)
            where other is not null && one.IsWithin(LinkingLimits.NotContradictory, other)
            where one.IsWithin(LinkingLimits.Close, other) || !HasRival(one, other, rivals.Value)
            select new LinkCandidate(one, other, IdentityRule.T1);
    }

    /// <summary>
    /// Where prices only do not contradict, another listing of the symbol with a close price may be the coin, and
    /// the one of the same name a namesake. Guard words are equal: a pegged coin has the price of the coin itself.
    /// </summary>
    private static bool HasRival(
        LabelledListing one,
        LabelledListing other,
        (PriceIndex Ones, PriceIndex Others) rivals
    ) => rivals.Others.HasPartner(one) || rivals.Ones.HasPartner(other);

    private IEnumerable<LinkCandidate> SameNameByPrice()
    {
        var uniqueOnes = Unique(ones).Select(one => one.Label.Name).ToHashSet();
        var uniqueOthers = Unique(others).Select(other => other.Label.Name).ToHashSet();
        return OnlyPairs(listing => [listing.Label.Name], (_, _) => true)
            .Where(pair => !uniqueOnes.Contains(pair.One.Label.Name) || !uniqueOthers.Contains(pair.One.Label.Name))
            .Select(pair => new LinkCandidate(pair.One, pair.Other, IdentityRule.T1b));
    }

    private IEnumerable<LinkCandidate> RelatedName() =>
        OnlyPairs(listing => listing.Label.RelatedNames.Select(name => $"{name} {listing.Label.Guards}"), IsCloseInTime)
            .Select(pair => new LinkCandidate(pair.One, pair.Other, IdentityRule.T2));

    private IEnumerable<LinkCandidate> UniqueSymbol() =>
        ones is [var one]
        && others is [var other]
        && one.Label.Guards == other.Label.Guards
        && one.IsWithin(LinkingLimits.Close, other)
        && (one.Label.SharesWord(other.Label) || (!IsNearOneDollar(one) && one.Label.RepeatsSymbol(other.Label)))
            ? [new LinkCandidate(one, other, IdentityRule.T3)]
            : [];

    /// <summary>Pairs of which each side is the other's only partner.</summary>
    private IEnumerable<(LabelledListing One, LabelledListing Other)> OnlyPairs(
        Func<LabelledListing, IEnumerable<string>> keysOf,
        Func<LabelledListing, LabelledListing, bool> allowed
    )
    {
        var (byOne, byOther) = (new PriceIndex(ones, keysOf), new PriceIndex(others, keysOf));
        return from one in ones
            let other = byOther.OnlyPartner(one, allowed)
            where other is not null && ReferenceEquals(byOne.OnlyPartner(other, allowed), one)
            select (one, other);
    }

    private bool IsCloseInTime(LabelledListing one, LabelledListing other) =>
        !one.IsFresh
        || !other.IsFresh
        || (one.Listing.PriceTime!.Value - other.Listing.PriceTime!.Value).Duration()
            <= LinkingLimits.CloseInTime + betweenSources;

    private static bool IsNearOneDollar(LabelledListing listing) =>
        listing.Level is { } level && Math.Abs(level) <= PriceLevel.Distance(LinkingLimits.NearOneDollar);

    private static IEnumerable<LabelledListing> Unique(IEnumerable<LabelledListing> listings) =>
        listings.GroupBy(listing => listing.Label.Name).Where(same => same.Count() == 1).Select(same => same.Single());

    private static PriceIndex ByGuards(IEnumerable<LabelledListing> listings) =>
        new(listings, listing => [listing.Label.Guards]);
}
