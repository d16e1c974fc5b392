namespace Kasparro.Domain.Assets.Linking;

/// <summary>What T1 to T3 would link in a cut, in an order that does not depend on the order of the listings.</summary>
internal static class LinkCandidates
{
    public static IReadOnlyList<LinkCandidate> Of(IdentityCut cut, IReadOnlyList<LabelledListing> listings)
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
    }

    private static TimeSpan Between(IdentityCut cut, string one, string other) =>
        cut.NewestPrices.TryGetValue(one, out var oneTime) && cut.NewestPrices.TryGetValue(other, out var otherTime)
            ? (oneTime - otherTime).Duration()
            : TimeSpan.Zero;
}
