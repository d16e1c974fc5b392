namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>A symbol and name that a listing has or had, as its source wrote them.</summary>
internal sealed class ListingLabelEntity
{
    public required string Source { get; init; }
    public required string SourceAssetId { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }

    /// <summary>The time of the first observation that had it, by the source's clock.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>The time of the last one. The label with the latest is the current one.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The last raw row of that time: which label is current where two have the same time.</summary>
    public long LastRawId { get; init; }
}

/// <summary>An asset_id that was handed out, and the listing whose asset it means now. Input, never deleted.</summary>
internal sealed class AssetAliasEntity
{
    public Guid AssetId { get; init; }
    public required string Source { get; init; }
    public required string SourceAssetId { get; init; }
}

/// <summary>
/// A decision that two listings are one asset or are not. Input of Silver, as raw rows are: append-only, and replayed
/// by a rebuild.
/// </summary>
internal sealed class IdentityDecisionEntity
{
    public long DecisionId { get; init; }
    public required string FirstSource { get; init; }
    public required string FirstSourceAssetId { get; init; }
    public required string SecondSource { get; init; }
    public required string SecondSourceAssetId { get; init; }

    /// <summary><c>link</c> or <c>unlink</c>.</summary>
    public required string Action { get; init; }
    public required string Rule { get; init; }

    /// <summary>What was compared: labels, prices, times, ratio; the reason that a person or a list gave.</summary>
    public required string Evidence { get; init; }
    public double Score { get; init; }
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>The earlier decision about the same pair; null for the first.</summary>
    public long? Supersedes { get; init; }
}

/// <summary>How often in a row the fresh prices of a link differed.</summary>
internal sealed class LinkDivergenceEntity
{
    public required string FirstSource { get; init; }
    public required string FirstSourceAssetId { get; init; }
    public required string SecondSource { get; init; }
    public required string SecondSourceAssetId { get; init; }
    public int Cuts { get; init; }
    public DateTimeOffset FirstPriceTime { get; init; }
    public DateTimeOffset SecondPriceTime { get; init; }
}

/// <summary>Which of several assets with one label has it plainly.</summary>
internal sealed class PlainNameEntity
{
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required string SourceAssetId { get; init; }

    /// <summary>Of the asset that was larger in the latest links; null where none was.</summary>
    public string? ChallengerSource { get; init; }
    public string? ChallengerSourceAssetId { get; init; }
    public int Runs { get; init; }

    /// <summary>The time of the newest price when a run was last counted.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

/// <summary>One row: how often links changed an asset, for readers that cache.</summary>
internal sealed class IdentityStateEntity
{
    public int Id { get; init; }
    public long Changes { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}
