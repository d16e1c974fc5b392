namespace Kasparro.Domain.Assets.Linking;

/// <summary>Writes down what a decision was made from.</summary>
public static class DecisionEvidence
{
    /// <summary>A person's decision, with what both listings said when it was made.</summary>
    public static IdentityDecision ByPerson(
        IdentityCut cut,
        ListingPair pair,
        LinkAction action,
        Listing first,
        Listing second,
        string reason
    ) =>
        Decision(
            pair,
            action,
            IdentityRule.Person,
            new LabelledListing(first, cut),
            new LabelledListing(second, cut),
            reason
        );

    internal static IdentityDecision Decision(
        ListingPair pair,
        LinkAction action,
        IdentityRule rule,
        LabelledListing? first,
        LabelledListing? second,
        string? reason
    )
    {
        var ratio = first is null || second is null ? null : first.RatioTo(second);
        return new IdentityDecision(
            pair,
            action,
            rule,
            new LinkEvidence(Of(first), Of(second), ratio, reason),
            Score(rule, ratio)
        );
    }

    internal static ListingEvidence? Of(LabelledListing? listing) =>
        listing is { Listing: var written }
            ? new ListingEvidence(written.Symbol, written.Name, written.Slug, written.PriceUsd, written.PriceTime)
            : null;

    /// <summary>The rule says most, the prices the rest: at a factor of 2 a tenth is lost.</summary>
    private static double Score(IdentityRule rule, double? ratio)
    {
        var ofRule = rule switch
        {
            IdentityRule.T1 => 0.99,
            IdentityRule.T1b => 0.97,
            IdentityRule.T2 => 0.95,
            IdentityRule.T3 => 0.85,
            IdentityRule.FileLabel => 0.8,
            _ => 1,
        };
        var isByPrice = rule is IdentityRule.T1 or IdentityRule.T1b or IdentityRule.T2 or IdentityRule.T3;
        return isByPrice && ratio is { } factor ? Math.Round(ofRule - (0.1 * (factor - 1)), 4) : ofRule;
    }
}
