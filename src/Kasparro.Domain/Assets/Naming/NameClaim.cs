using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Assets.Naming;

/// <summary>An asset that would like to be shown under the label of its newest record.</summary>
/// <param name="Anchor">The listing its id is made from.</param>
/// <param name="MarketCapUsd">The newest one; null counts as the smallest.</param>
/// <param name="FirstSeen">When the oldest of its listings was first received.</param>
public sealed record NameClaim(
    Guid AssetId,
    ListingId Anchor,
    string Symbol,
    string Name,
    NumberLexeme? MarketCapUsd,
    DateTimeOffset FirstSeen
);
