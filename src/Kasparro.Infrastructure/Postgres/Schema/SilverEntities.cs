namespace Kasparro.Infrastructure.Postgres.Schema;

internal sealed class AssetEntity
{
    public Guid AssetId { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
}

/// <summary>A listing: what one source lists under one id, and the asset that it is.</summary>
internal sealed class AssetSourceEntity
{
    public required string Source { get; init; }
    public required string SourceAssetId { get; init; }
    public Guid AssetId { get; init; }

    /// <summary>The rule of the decision that linked it; <c>anchor</c> where the asset's id is made from it.</summary>
    public required string LinkedBy { get; init; }
    public DateTimeOffset LinkedAt { get; init; }

    /// <summary>The readable part of the source's id; null where there is none.</summary>
    public string? Slug { get; init; }

    /// <summary>Its source has files and no catalogue: its label is all that is known of it.</summary>
    public bool IsFileScoped { get; init; }
}

/// <summary>
/// The numbers are for filters and for <c>ToString()</c> inside a query (<c>price_usd::text</c>) only:
/// <see cref="decimal"/> cannot
/// hold all that PostgreSQL's <c>numeric</c> does, and reading such a row as an entity throws.
/// </summary>
internal sealed class MarketDataEntity
{
    public Guid AssetId { get; init; }
    public required string Source { get; init; }
    public decimal PriceUsd { get; init; }
    public decimal? MarketCapUsd { get; init; }
    public decimal? Volume24hUsd { get; init; }
    public DateTimeOffset LastUpdated { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public long RawId { get; init; }

    /// <summary>The sighting that made the value current; null where the arrival of its raw row did.</summary>
    public long? SightingId { get; init; }

    /// <summary>
    /// When the current statement reached us; null until the first rebuild by a version that records it.
    /// </summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>When the row last changed in Silver.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

internal sealed class TransformFailureEntity
{
    public required string Source { get; init; }
    public required string RawTable { get; init; }
    public long RawId { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset FailedAt { get; init; }
    public required string ErrorType { get; init; }
    public required string ErrorMessage { get; init; }
    public required string Payload { get; init; }
}

/// <summary>
/// How a source's Silver was last transformed, and what it holds: counted where it changes, so that nothing counts big
/// tables.
/// </summary>
internal sealed class TransformationEntity
{
    public required string Source { get; init; }
    public required string Version { get; set; }
    public long SilverRows { get; set; }
    public long FailureRows { get; set; }

    /// <summary>Since the source exists; never falls, so that it can be a counter.</summary>
    public long TransformedTotal { get; set; }
    public long FailedTotal { get; set; }
    public long NotApplicableTotal { get; set; }

    /// <summary>Prices that were older than they are kept: removed, or never written.</summary>
    public long ExpiredTotal { get; set; }

    /// <summary>The last raw row that leaves no row: nothing else notes how far they reach.</summary>
    public long LastNotApplicableId { get; set; }
    public DateTimeOffset? NewestDataAt { get; set; }
    public DateTimeOffset TransformedAt { get; set; }

    /// <summary>When raw rows last gave market data.</summary>
    public DateTimeOffset? GrownAt { get; set; }
}
