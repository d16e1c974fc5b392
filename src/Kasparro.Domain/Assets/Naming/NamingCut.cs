using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Domain.Assets.Naming;

/// <summary>All assets as they were at one moment, to be named.</summary>
/// <param name="Claims">One of each asset.</param>
/// <param name="Anchors">Of each listing, the anchor of its asset.</param>
/// <param name="NewestPrice">A run counts once: only with a newer price than the one before.</param>
public sealed record NamingCut(
    IReadOnlyList<NameClaim> Claims,
    IReadOnlyDictionary<ListingId, ListingId> Anchors,
    DateTimeOffset NewestPrice
);
