using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

public enum IngestOutcome
{
    Succeeded,

    /// <summary>Another run of the source was running.</summary>
    Skipped,
    Failed,
}

/// <summary>What an ingestion did.</summary>
/// <param name="LockedBy">With <see cref="IngestOutcome.Skipped"/>: by whom the source is locked.</param>
/// <param name="Failure">With <see cref="IngestOutcome.Failed"/>: why.</param>
public sealed record IngestResult(
    string Source,
    IngestOutcome Outcome,
    Guid? RunId,
    RunCounts Counts,
    TimeSpan Duration,
    string? LockedBy = null,
    RunFailure? Failure = null
)
{
    /// <summary>Why files of a folder or archive were left out; the others were read.</summary>
    public IReadOnlyList<RunFailure> RefusedFiles { get; init; } = [];

    public static IngestResult Skipped(string source, string lockedBy) =>
        new(source, IngestOutcome.Skipped, null, default, TimeSpan.Zero, LockedBy: lockedBy);
}

/// <summary>Records of one run.</summary>
/// <param name="Fetched">Received from the source.</param>
/// <param name="Inserted">Of these, new to Bronze. The others were stored before.</param>
public readonly record struct RunCounts(long Fetched, long Inserted)
{
    public long Duplicates => Fetched - Inserted;
}
