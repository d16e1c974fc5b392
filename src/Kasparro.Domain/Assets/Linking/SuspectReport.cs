namespace Kasparro.Domain.Assets.Linking;

/// <summary>What the brake found in a cut.</summary>
/// <param name="Decisions">Links to undo.</param>
/// <param name="Suspects">All links past the limit, with those by a person, which only a person undoes.</param>
/// <param name="Counts">To give to the next call.</param>
public sealed record SuspectReport(
    List<IdentityDecision> Decisions,
    List<ListingPair> Suspects,
    List<DivergenceCount> Counts
);
