using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>A link or unlink that a rule decided, with what it saw.</summary>
/// <param name="Score">How sure the rule is, 0 to 1. For ordering and display; no rule reads it.</param>
public sealed record IdentityDecision(
    ListingPair Pair,
    LinkAction Action,
    IdentityRule Rule,
    LinkEvidence Evidence,
    double Score
);

/// <summary>What was compared, in the order of the pair.</summary>
/// <param name="First">Null where the cut does not have the listing.</param>
/// <param name="Second">Null where the cut does not have the listing.</param>
/// <param name="PriceRatio">The larger price through the smaller; null where one is missing.</param>
/// <param name="Reason">Of the curated list; null for other rules.</param>
public sealed record LinkEvidence(ListingEvidence? First, ListingEvidence? Second, double? PriceRatio, string? Reason);

/// <summary>One side, as its source wrote it.</summary>
public sealed record ListingEvidence(
    string Symbol,
    string Name,
    string? Slug,
    NumberLexeme? PriceUsd,
    DateTimeOffset? PriceTime
);
