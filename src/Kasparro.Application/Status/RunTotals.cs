using Kasparro.Application.Runs;

namespace Kasparro.Application.Status;

/// <summary>The runs of one source, summed up.</summary>
/// <param name="MedianDurationMs">Of the last 100 successful runs.</param>
/// <param name="P95DurationMs">Of the last 100 successful runs.</param>
/// <param name="LastRun">The newest, finished or not.</param>
/// <param name="LastFinishedDurationMs">Of the newest run that ended, however it ended.</param>
/// <param name="FailedInARow">Failed runs since the last success; all of them where there was none.</param>
public sealed record RunTotals(
    string Source,
    long Succeeded,
    long Failed,
    long Running,
    long RecordsProcessed,
    long? MedianDurationMs,
    long? P95DurationMs,
    long? LastFinishedDurationMs,
    long FailedInARow,
    RunSummary LastRun
);
