namespace Kasparro.Application.Assets;

/// <summary>An asset, what its listings were called, and why they are one asset.</summary>
/// <param name="Labels">Every symbol and name that one of its listings has or had, newest first.</param>
/// <param name="Decisions">Every decision about one of its listings, newest first; also those that others
/// superseded.</param>
public sealed record AssetEvidence(
    AssetDetail Asset,
    IReadOnlyList<ListingLabel> Labels,
    IReadOnlyList<IdentityDecisionDetail> Decisions
);

/// <summary>A symbol and name of a listing, as its source writes them.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="SourceAssetId" example="bitcoin">Its id there.</param>
/// <param name="Symbol" example="btc">As the source writes it.</param>
/// <param name="Name" example="Bitcoin">As the source writes it.</param>
/// <param name="FirstSeen">The time of the first price that came with it, by the source's clock.</param>
/// <param name="LastSeen">The time of the last one.</param>
public sealed record ListingLabel(
    string Source,
    string SourceAssetId,
    string Symbol,
    string Name,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen
);

/// <summary>A decision that two listings are one asset, or are not.</summary>
/// <param name="DecisionId" example="17">Later ones have larger numbers.</param>
/// <param name="Action" example="link">link or unlink.</param>
/// <param name="Rule" example="t1">The rule that decided, or person.</param>
/// <param name="First" example="coingecko:bitcoin">A listing, as source:id.</param>
/// <param name="Second" example="coinpaprika:btc-bitcoin">The other listing.</param>
/// <param name="Score" example="0.985">How sure the rule is, 0 to 1.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Supersedes">The earlier decision about the same listings; null for the first.</param>
/// <param name="Evidence">What was compared: labels, prices with their times, and their ratio.</param>
public sealed record IdentityDecisionDetail(
    long DecisionId,
    string Action,
    string Rule,
    string First,
    string Second,
    double Score,
    DateTimeOffset DecidedAt,
    long? Supersedes,
    JsonText Evidence
);
