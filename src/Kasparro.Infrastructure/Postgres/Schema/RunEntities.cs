using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Schema;

internal sealed class RunEntity
{
    public Guid RunId { get; init; }
    public required string Source { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public long? DurationMs { get; set; }
    public RunStatus Status { get; set; }
    public long RecordsProcessed { get; set; }
    public string? ErrorMessage { get; set; }

    /// <summary>JSON: what happened, counted. See <see cref="Kasparro.Infrastructure.Postgres.Runs.RunMetadata"/>.</summary>
    public required string Metadata { get; set; }
    public RunTrigger TriggeredBy { get; init; }
}

/// <summary>
/// Which assets a run notifications of. Beside the runs and not in their metadata: lists and metrics read those, and this is
/// kilobytes.
/// </summary>
internal sealed class RunAssetsEntity
{
    public Guid RunId { get; init; }

    /// <summary>See <see cref="Kasparro.Domain.RunChecks.AssetFingerprints"/>.</summary>
    public required byte[] Fingerprints { get; init; }
}

internal sealed class CheckpointEntity
{
    public required string Source { get; init; }

    /// <summary>When the last successful run began: all that the source had then is in Bronze.</summary>
    public DateTimeOffset? LastProcessedAt { get; set; }
    public Guid? LastSuccessRunId { get; set; }
    public DateTimeOffset? LastFailureAt { get; set; }
    public string? LastFailureError { get; set; }

    /// <summary>How the last run ended.</summary>
    public RunStatus Status { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
