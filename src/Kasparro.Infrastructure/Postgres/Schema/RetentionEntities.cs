namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>From when on Silver has the prices of a source; a source without a row has all.</summary>
internal sealed class RetentionLimitEntity
{
    public required string Source { get; init; }
    public DateTimeOffset PricesFrom { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A file that has raw records which Bronze no longer has. Only added.</summary>
internal sealed class BronzeArchiveEntity
{
    public required string Source { get; init; }

    /// <summary>Up to this one, every raw record is in this archive or in one before.</summary>
    public long LastRawId { get; init; }
    public long FirstRawId { get; init; }
    public long Records { get; init; }

    /// <summary>The file's name, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required byte[] FileHash { get; init; }
    public DateTimeOffset ArchivedAt { get; init; }
}

/// <summary>A label that archived records gave: without them, no transformation finds it again.</summary>
internal sealed class ArchivedLabelEntity
{
    public required string Source { get; init; }
    public required string SourceAssetId { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public DateTimeOffset FirstSeen { get; init; }
    public DateTimeOffset LastSeen { get; init; }
    public long LastRawId { get; init; }
}
