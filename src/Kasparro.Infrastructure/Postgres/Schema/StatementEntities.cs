namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>
/// A known payload that a source sent again after another one about the same instant: a statement without a raw row of
/// its own. Input of Silver, as raw rows are.
/// </summary>
internal sealed class SightingEntity
{
    public required string Source { get; init; }

    /// <summary>An id of the raw table's sequence that no raw row has: all statements of a source are in one
    /// order.</summary>
    public long SightingId { get; init; }
    public long RawId { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset SightedAt { get; init; }
}

/// <summary>
/// A known payload that a run received again, until a transformation decides whether it is a sighting.
/// </summary>
internal sealed class SightingCandidateEntity
{
    public required string Source { get; init; }
    public long RawId { get; init; }
    public long SightingId { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset SightedAt { get; init; }
}

/// <summary>
/// A statement about an instant that a later one replaced. Numbers as in <see cref="MarketDataEntity"/>.
/// </summary>
internal sealed class MarketDataRevisionEntity
{
    public Guid AssetId { get; init; }
    public required string Source { get; init; }
    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>The raw id or the sighting id of the statement.</summary>
    public long StatementId { get; init; }
    public decimal PriceUsd { get; init; }
    public decimal? MarketCapUsd { get; init; }
    public decimal? Volume24hUsd { get; init; }
    public long RawId { get; init; }
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>The next statement about the same instant.</summary>
    public long ReplacedBy { get; init; }
    public DateTimeOffset ReplacedAt { get; init; }
}

/// <summary>
/// A transformation that changed Silver, or a listing that moved to another asset. Ids are in the order of commits: one
/// is assigned under the lock of the assets, which is kept until the commit.
/// </summary>
internal sealed class SilverCommitEntity
{
    public long CommitId { get; init; }
    public required string Source { get; init; }

    /// <summary>Statements after this one…</summary>
    public long FromStatement { get; init; }

    /// <summary>…up to this one were written.</summary>
    public long ToStatement { get; init; }
    public DateTimeOffset CommittedAt { get; init; }

    /// <summary>The asset whose rows of the source moved; null where rows were written.</summary>
    public Guid? MovedFrom { get; init; }

    /// <summary>The asset that they moved to.</summary>
    public Guid? MovedTo { get; init; }
}

/// <summary>A row of market data that a transformation from the beginning no longer wrote.</summary>
internal sealed class SilverWithdrawalEntity
{
    public long CommitId { get; init; }

    /// <summary>From 1 within the commit.</summary>
    public long Ordinal { get; init; }
    public Guid AssetId { get; init; }
    public required string Source { get; init; }
    public DateTimeOffset LastUpdated { get; init; }
}

/// <summary>A source whose Silver must be built from the beginning by its next transformation.</summary>
internal sealed class PendingRebuildEntity
{
    public required string Source { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset NotedAt { get; init; }
}
