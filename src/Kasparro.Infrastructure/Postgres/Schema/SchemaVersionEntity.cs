namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>A shape that records of a source had, once for each shape.</summary>
internal sealed class SchemaVersionEntity
{
    public required string Source { get; init; }

    /// <summary>See <see cref="Kasparro.Domain.Drift.Profiles.SchemaProfile.Version"/>.</summary>
    public required string Version { get; init; }

    /// <summary>Whether it is what is known of the source now; of one version of a source it is true.</summary>
    public bool IsCurrent { get; set; }

    public Guid FirstRunId { get; init; }
    public Guid LastRunId { get; set; }
    public DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>What is known, counted over runs; see <see cref="SchemaProfileJson"/>.</summary>
    public required string Known { get; set; }

    /// <summary>What was counted in the last run.</summary>
    public required string Latest { get; set; }
}
