namespace Kasparro.Domain.Assets.Linking;

/// <summary>What T1 to T3 would link in a cut, in an order that does not depend on the order of the listings.</summary>
internal static class LinkCandidates
{
    /// <param name="assets">
    /// As they are already. A symbol whose listings of one source all have a partner has nothing left to link, so a
    /// run after which nothing changed costs next to nothing.
    /// </param>
    public static IReadOnlyList<LinkCandidate> Of(
        IdentityCut cut,
        IReadOnlyList<LabelledListing> listings,
        ListingClusters assets
    )
    {
        var candidates = new List<LinkCandidate>();
        var symbols = listings
            .Where(listing => !listing.Listing.IsFileScoped && listing.Label.Symbol.Length > 0)
            .GroupBy(listing => listing.Label.Symbol);
        foreach (var symbol in symbols)
        {
            var sources = symbol
                .GroupBy(listing => listing.Listing.Id.Source)
                .OrderBy(source => source.Key, StringComparer.Ordinal)
                .ToList();
            for (var one = 0; one < sources.Count; one++)
            for (var other = one + 1; other < sources.Count; other++)
                if (!HaveAll(sources[one], sources[other].Key) && !HaveAll(sources[other], sources[one].Key))
                    candidates.AddRange(
                        new SymbolGroup(
                            [.. sources[one]],
                            [.. sources[other]],
                            Between(cut, sources[one].Key, sources[other].Key)
                        ).Candidates()
                    );
        }

        candidates.Sort(LinkCandidate.Compare);
        return candidates;

        bool HaveAll(IEnumerable<LabelledListing> ofOne, string source) =>
            ofOne.All(listing => assets.Of(listing.Listing.Id).Any(member => member.Source == source));
    }

    private static TimeSpan Between(IdentityCut cut, string one, string other) =>
        cut.NewestPrices.TryGetValue(one, out var oneTime) && cut.NewestPrices.TryGetValue(other, out var otherTime)
            ? (oneTime - otherTime).Duration()
            : TimeSpan.Zero;
}
