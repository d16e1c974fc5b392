namespace Kasparro.Domain.Assets.Linking;

/// <summary>A decision made earlier and stored. All of them are given; the rules find the ones in force.</summary>
/// <param name="Sequence">Later decisions have larger numbers.</param>
public sealed record StandingDecision(ListingPair Pair, LinkAction Action, IdentityRule Rule, long Sequence);
