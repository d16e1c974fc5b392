using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Assets.Search;

/// <summary>An asset as a search sees it.</summary>
/// <param name="FormerLabels">Every label that one of its listings once had, as it was written.</param>
public sealed record SearchableAsset(
    Guid AssetId,
    string Symbol,
    string Name,
    IReadOnlyList<FormerLabel> FormerLabels,
    IReadOnlyList<ListingId> Listings,
    NumberLexeme? MarketCapUsd
);

public sealed record FormerLabel(string Symbol, string Name);
