namespace Kasparro.Domain.Runs;

/// <summary>
/// How far one source has come: what its runs leave behind for operators and for the next run. How the source is doing
/// is not for backfills to say: they leave nothing but how far they have come.
/// </summary>
public sealed class Checkpoint(string source)
{
    public string Source { get; private init; } = source;

    /// <summary>
    /// When the latest successful run started: all that the source had then is in Bronze. Never moves back.
    /// </summary>
    public DateTimeOffset? LastProcessedAt { get; private set; }

    public Guid? LastSuccessRunId { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>Kept after a success, so that people see when and how it last failed.</summary>
    public string? LastFailureError { get; private set; }

    /// <summary>How the latest run ended, or that it is running.</summary>
    public RunStatus Status { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Where an unfinished backfill goes on; null where there is none.</summary>
    public BackfillState? Backfill { get; private set; }

    public void RecordStart(EtlRun run)
    {
        if (!run.IsBackfill)
            Record(run, RunStatus.Running, run.StartedAt);
    }

    /// <summary>A success moves the checkpoint and keeps when and how the source last failed.</summary>
    public void Advance(EtlRun run)
    {
        Record(run, RunStatus.Success, run.EndedAt);
        LastSuccessRunId = run.RunId;
        if (LastProcessedAt is not { } reached || run.StartedAt > reached)
            LastProcessedAt = run.StartedAt;
    }

    /// <summary>A failure records itself and moves nothing.</summary>
    public void RecordFailure(EtlRun run)
    {
        if (run.IsBackfill)
            return;
        Record(run, RunStatus.Failed, run.EndedAt);
        LastFailureAt = run.EndedAt;
        LastFailureError = run.ErrorMessage;
    }

    /// <summary>A part of a backfill succeeded.</summary>
    /// <param name="state">How far it has come; null where nothing is left.</param>
    public void AdvanceBackfill(EtlRun run, BackfillState? state)
    {
        Require(run, RunStatus.Success);
        Backfill = state;
    }

    private void Record(EtlRun run, RunStatus expected, DateTimeOffset? at)
    {
        Require(run, expected);
        Status = expected;
        UpdatedAt = at!.Value;
    }

    private void Require(EtlRun run, RunStatus expected)
    {
        if (run.Source != Source || run.Status != expected)
            throw new InvalidOperationException(
                $"The checkpoint of {Source} cannot record run {run.RunId} of {run.Source} as {expected}: "
                    + $"it is {run.Status}."
            );
    }
}
