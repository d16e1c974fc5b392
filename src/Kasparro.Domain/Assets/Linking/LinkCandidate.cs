namespace Kasparro.Domain.Assets.Linking;

/// <summary>A pair that a rule would link, if nothing stronger is against it.</summary>
internal sealed record LinkCandidate(LabelledListing One, LabelledListing Other, IdentityRule Rule)
{
    public ListingPair Pair { get; } = new(One.Listing.Id, Other.Listing.Id);

    /// <summary>Every rule that makes candidates has compared prices.</summary>
    public double Ratio { get; } = One.RatioTo(Other)!.Value;

    /// <summary>The strongest rule first, then the closest prices, then the ids: no two are equal.</summary>
    public static int Compare(LinkCandidate one, LinkCandidate other)
    {
        if (one.Rule.CompareTo(other.Rule) is var byRule and not 0)
            return byRule;
        return one.Ratio.CompareTo(other.Ratio) is var byRatio and not 0 ? byRatio : one.Pair.CompareTo(other.Pair);
    }
}
