namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// Decides which listings are one asset. Pure: the same cut, lists and standing decisions give the same outcome in
/// whatever order they are given, and a second time there is nothing left to decide.
/// </summary>
public static class IdentityRules
{
    /// <summary>
    /// From the strongest to the weakest: what a person linked, the curated list, links that stand, then T1, T1b, T2,
    /// T3 and the labels of files. A weaker one never undoes a stronger one.
    /// </summary>
    public static IdentityOutcome Decide(
        IdentityCut cut,
        CuratedPairs curated,
        IReadOnlyCollection<StandingDecision> standing
    ) => new Linking(cut, curated, new StandingDecisions(standing)).Decide();

    private sealed class Linking
    {
        private readonly IdentityCut _cut;
        private readonly CuratedPairs _curated;
        private readonly StandingDecisions _standing;
        private readonly Dictionary<ListingId, LabelledListing> _listings;
        private readonly ListingClusters _clusters;
        private readonly Dictionary<ListingPair, string> _never;
        private readonly List<IdentityDecision> _decisions = [];

        public Linking(IdentityCut cut, CuratedPairs curated, StandingDecisions standing)
        {
            (_cut, _curated, _standing) = (cut, curated, standing);
            _listings = cut
                .Listings.OrderBy(listing => listing.Id)
                .ToDictionary(listing => listing.Id, listing => new LabelledListing(listing, cut));
            _never = curated.NeverLink.ToDictionary(never => never.Pair, never => never.Reason);
            _clusters = new ListingClusters(_listings.Keys);
        }

        public IdentityOutcome Decide()
        {
            _clusters.JoinByPerson(_standing);
            foreach (var must in _curated.MustLink.OrderBy(must => must.Pair))
                if (_listings.ContainsKey(must.Pair.First) && _listings.ContainsKey(must.Pair.Second))
                    Link(must.Pair, IdentityRule.CuratedMustLink, MustStayApart, must.Reason);
            foreach (var pair in _standing.LinksByRule)
                KeepOrUnlink(pair);
            foreach (var candidate in LinkCandidates.Of(_cut, [.. _listings.Values], _clusters))
                Link(candidate.Pair, candidate.Rule, pair => MustStayApart(pair) || Contradict(pair));
            foreach (var pair in FileLabels.Of(_listings.Values, _clusters))
                Link(pair, IdentityRule.FileLabel, MustStayApart);
            return new IdentityOutcome([.. _decisions.OrderBy(decision => decision.Pair)], _clusters);
        }

        private void Link(
            ListingPair pair,
            IdentityRule rule,
            Func<ListingPair, bool> mustNotMeet,
            string? reason = null
        )
        {
            if (!_clusters.AreJoined(pair) && _clusters.Join(pair, mustNotMeet) && !_standing.AreLinked(pair))
                Add(pair, LinkAction.Link, rule, reason);
        }

        private void KeepOrUnlink(ListingPair pair)
        {
            if (_clusters.Join(pair, MustStayApart))
                return;
            if (_never.TryGetValue(pair, out var reason))
                Add(pair, LinkAction.Unlink, IdentityRule.CuratedNeverLink, reason);
            else
                Add(pair, LinkAction.Unlink, IdentityRule.Conflict, reason: null);
        }

        private bool MustStayApart(ListingPair pair) => _standing.Apart.Contains(pair) || _never.ContainsKey(pair);

        /// <summary>Two members that no rule compared, because they came together through a third.</summary>
        private bool Contradict(ListingPair pair) =>
            _listings.TryGetValue(pair.First, out var mine)
            && _listings.TryGetValue(pair.Second, out var theirs)
            && mine is { IsFresh: true, Level: not null, Listing.IsFileScoped: false }
            && theirs is { IsFresh: true, Level: not null, Listing.IsFileScoped: false }
            && !mine.IsWithin(LinkingLimits.NotContradictory, theirs);

        private void Add(ListingPair pair, LinkAction action, IdentityRule rule, string? reason) =>
            _decisions.Add(
                DecisionEvidence.Decision(
                    pair,
                    action,
                    rule,
                    _listings.GetValueOrDefault(pair.First),
                    _listings.GetValueOrDefault(pair.Second),
                    reason
                )
            );
    }
}
