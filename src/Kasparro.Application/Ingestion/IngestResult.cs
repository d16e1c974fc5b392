using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

public enum IngestOutcome
{
    Succeeded,

    /// <summary>Another run of the source was at work.</summary>
    Skipped,
    Failed,
}

/// <summary>What an ingestion did.</summary>
/// <param name="LockedBy">With <see cref="IngestOutcome.Skipped"/>: who was at work.</param>
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
    public static IngestResult Skipped(string source, string holder) =>
        new(source, IngestOutcome.Skipped, null, default, TimeSpan.Zero, LockedBy: holder);
}

/// <summary>Records of one run.</summary>
/// <param name="Fetched">Received from the source.</param>
/// <param name="Inserted">Of these, new to Bronze. The others were there already.</param>
public readonly record struct RunCounts(long Fetched, long Inserted)
{
    public long Duplicates => Fetched - Inserted;
}
