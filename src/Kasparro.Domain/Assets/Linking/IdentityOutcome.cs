namespace Kasparro.Domain.Assets.Linking;

/// <summary>What the rules made of a cut.</summary>
/// <param name="Decisions">New ones only, in the order of their pairs; none where nothing changed.</param>
/// <param name="Assets">Which listings are one asset, after these decisions.</param>
public sealed record IdentityOutcome(IReadOnlyList<IdentityDecision> Decisions, ListingClusters Assets);
