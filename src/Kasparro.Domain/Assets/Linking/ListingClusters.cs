namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// Which listings are one asset. No asset has two listings of one source, and none has two that must stay apart: a
/// join that would break this is refused.
/// </summary>
public sealed class ListingClusters
{
    private readonly Dictionary<ListingId, List<ListingId>> _assets = [];

    internal ListingClusters(IEnumerable<ListingId> listings)
    {
        foreach (var listing in listings)
            _assets.TryAdd(listing, [listing]);
    }

    /// <summary>Every asset by its sorted listings, in the order of their first ones.</summary>
    public IReadOnlyList<IReadOnlyList<ListingId>> All => [.. _assets.Values.Distinct().OrderBy(asset => asset[0])];

    /// <summary>The listings of the asset that this one belongs to, sorted; at least itself.</summary>
    public IReadOnlyList<ListingId> Of(ListingId listing) =>
        _assets.TryGetValue(listing, out var asset) ? asset : [listing];

    /// <summary>Stored decisions alone give the stored assets: this is what a verification compares.</summary>
    public static ListingClusters Replay(
        IEnumerable<ListingId> listings,
        IReadOnlyCollection<StandingDecision> decisions
    )
    {
        var standing = new StandingDecisions(decisions);
        var clusters = new ListingClusters(listings);
        clusters.JoinByPerson(standing);
        foreach (var pair in standing.LinksByRule)
            clusters.Join(pair, standing.Apart.Contains);
        return clusters;
    }

    internal bool AreJoined(ListingPair pair) => Of(pair.First).Contains(pair.Second);

    /// <summary>A person wins over everything: only another decision by a person refuses their links.</summary>
    internal void JoinByPerson(StandingDecisions standing)
    {
        foreach (var pair in standing.LinksByPerson)
            Join(pair, standing.ApartByPerson.Contains);
    }

    /// <summary>Joins the assets of both, unless two of their listings must not meet.</summary>
    /// <returns>Whether both are one asset now.</returns>
    internal bool Join(ListingPair pair, Func<ListingPair, bool> mustNotMeet)
    {
        var (one, other) = (Members(pair.First), Members(pair.Second));
        if (ReferenceEquals(one, other))
            return true;

        foreach (var mine in one)
        foreach (var theirs in other)
            if (mine.Source == theirs.Source || mustNotMeet(new ListingPair(mine, theirs)))
                return false;

        one.AddRange(other);
        one.Sort();
        foreach (var listing in one)
            _assets[listing] = one;
        return true;
    }

    private List<ListingId> Members(ListingId listing) =>
        _assets.TryGetValue(listing, out var asset) ? asset : [listing];
}
