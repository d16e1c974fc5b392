namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// The decisions in force: of each pair the newest one by a person, or the newest one by a rule where no person
/// decided.
/// </summary>
public sealed class StandingDecisions
{
    private readonly Dictionary<ListingPair, StandingDecision> _inForce;

    public StandingDecisions(IEnumerable<StandingDecision> decisions)
    {
        _inForce = decisions
            .GroupBy(decision => decision.Pair)
            .Select(ofPair => ofPair.MaxBy(decision => (decision.Rule == IdentityRule.Person, decision.Sequence))!)
            .ToDictionary(decision => decision.Pair);
        Apart = Unlinked(IdentityRule.Person, IdentityRule.Brake);
        ApartByPerson = Unlinked(IdentityRule.Person);
    }

    /// <summary>All links, oldest first.</summary>
    public IReadOnlyList<StandingDecision> Links =>
        [
            .. _inForce
                .Values.Where(decision => decision.Action == LinkAction.Link)
                .OrderBy(decision => decision.Sequence),
        ];

    /// <summary>Pairs that only a person can link again.</summary>
    public IReadOnlySet<ListingPair> Apart { get; }

    public IReadOnlySet<ListingPair> ApartByPerson { get; }

    /// <summary>
    /// Newest first: where two contradict each other, the person knew the older one when making the newer one.
    /// </summary>
    public IReadOnlyList<ListingPair> LinksByPerson =>
        [
            .. _inForce
                .Values.Where(decision => decision is { Action: LinkAction.Link, Rule: IdentityRule.Person })
                .OrderByDescending(decision => decision.Sequence)
                .Select(decision => decision.Pair),
        ];

    /// <summary>Oldest first: they were made in this order, so they fit together in it.</summary>
    public IReadOnlyList<ListingPair> LinksByRule =>
        [
            .. _inForce
                .Values.Where(decision => decision is { Action: LinkAction.Link, Rule: not IdentityRule.Person })
                .OrderBy(decision => decision.Sequence)
                .Select(decision => decision.Pair),
        ];

    public bool AreLinked(ListingPair pair) =>
        _inForce.TryGetValue(pair, out var decision) && decision.Action == LinkAction.Link;

    private HashSet<ListingPair> Unlinked(params IdentityRule[] by) =>
        [
            .. _inForce
                .Values.Where(decision => decision.Action == LinkAction.Unlink && by.Contains(decision.Rule))
                .Select(decision => decision.Pair),
        ];
}
