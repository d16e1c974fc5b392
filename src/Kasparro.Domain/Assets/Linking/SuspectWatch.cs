namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// The brake: linked listings whose fresh prices differ by more than a factor of 2 in three consecutive cuts are two
/// coins, however alike they were when they were linked. One cut may be one provider's error, so one is not enough.
/// </summary>
public static class SuspectWatch
{
    public const int Limit = 3;

    /// <summary>
    /// Counts on from the last cut. A cut in which one side says nothing new counts neither way: three cuts of one
    /// stale price are one statement. A person's link is watched too, but only reported.
    /// </summary>
    /// <param name="links">The links in force: the latest decision of each pair, where it is a link.</param>
    /// <param name="counts">As the previous call returned them.</param>
    public static SuspectReport Next(
        IdentityCut cut,
        IEnumerable<StandingDecision> links,
        IReadOnlyCollection<DivergenceCount> counts
    )
    {
        var listings = cut.Listings.ToDictionary(listing => listing.Id);
        var before = counts.ToDictionary(count => count.Pair);
        var report = new SuspectReport([], [], []);
        foreach (var link in links.OrderBy(link => link.Pair))
        {
            var count = before.GetValueOrDefault(link.Pair);
            if (Compare(cut, listings, link.Pair) is not var (first, second) || !IsNews(count, first, second))
            {
                if (count is not null)
                    report.Counts.Add(count);
            }
            else if (!first.IsWithin(LinkingLimits.NotContradictory, second))
                Diverged(report, link, (count?.Cuts ?? 0) + 1, first, second);
        }

        return report;
    }

    private static void Diverged(
        SuspectReport report,
        StandingDecision link,
        int cuts,
        LabelledListing first,
        LabelledListing second
    )
    {
        var isSuspect = cuts >= Limit;
        if (isSuspect)
            report.Suspects.Add(link.Pair);
        if (isSuspect && link.Rule != IdentityRule.Person)
            report.Decisions.Add(
                DecisionEvidence.Decision(
                    link.Pair,
                    LinkAction.Unlink,
                    IdentityRule.Brake,
                    first,
                    second,
                    reason: $"Fresh prices differed by more than a factor of 2 in {cuts} consecutive cuts."
                )
            );
        else
            report.Counts.Add(
                new DivergenceCount(link.Pair, cuts, first.Listing.PriceTime!.Value, second.Listing.PriceTime!.Value)
            );
    }

    /// <summary>Null where the two prices are not of the same time, or one is missing.</summary>
    private static (LabelledListing First, LabelledListing Second)? Compare(
        IdentityCut cut,
        Dictionary<ListingId, Listing> listings,
        ListingPair pair
    )
    {
        if (!listings.TryGetValue(pair.First, out var first) || !listings.TryGetValue(pair.Second, out var second))
            return null;
        if (first.IsFileScoped || second.IsFileScoped || !cut.IsFresh(first) || !cut.IsFresh(second))
            return null;
        if ((first.PriceTime!.Value - second.PriceTime!.Value).Duration() > LinkingLimits.FreshAge)
            return null;

        var (one, other) = (new LabelledListing(first, cut), new LabelledListing(second, cut));
        return one.Level is null || other.Level is null ? null : (one, other);
    }

    private static bool IsNews(DivergenceCount? count, LabelledListing first, LabelledListing second) =>
        count is null
        || (first.Listing.PriceTime > count.FirstPriceTime && second.Listing.PriceTime > count.SecondPriceTime);
}
