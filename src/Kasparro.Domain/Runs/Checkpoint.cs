namespace Kasparro.Domain.Runs;

/// <summary>
/// How far one source has come: what its runs leave behind for operators and for the next run. How the source is doing
/// is not for backfills to say: they leave nothing but how far they have come.
/// </summary>
public sealed record Checkpoint(string Source)
{
    /// <summary>
    /// When the latest successful run started: all that the source had then is in Bronze. Never moves back.
    /// </summary>
    public DateTimeOffset? LastProcessedAt { get; init; }

    public Guid? LastSuccessRunId { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Kept after a success, so that people see when and how it last failed.</summary>
    public string? LastFailureError { get; init; }

    /// <summary>How the latest run ended, or that it is running.</summary>
    public RunStatus Status { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where an unfinished backfill goes on; null where there is none.</summary>
    public BackfillState? Backfill { get; init; }

    public Checkpoint RecordStart(EtlRun run) => run.IsBackfill ? this : Record(run, RunStatus.Running, run.StartedAt);

    /// <summary>A success moves the checkpoint and keeps when and how the source last failed.</summary>
    public Checkpoint Advance(EtlRun run) =>
        Record(run, RunStatus.Success, run.EndedAt) with
        {
            LastSuccessRunId = run.RunId,
            LastProcessedAt = run.StartedAt < LastProcessedAt ? LastProcessedAt : run.StartedAt,
        };

    /// <summary>A failure records itself and moves nothing.</summary>
    public Checkpoint RecordFailure(EtlRun run) =>
        run.IsBackfill
            ? this
            : Record(run, RunStatus.Failed, run.EndedAt) with
            {
                LastFailureAt = run.EndedAt,
                LastFailureError = run.ErrorMessage,
            };

    /// <summary>A part of a backfill succeeded.</summary>
    /// <param name="state">How far it has come; null where nothing is left.</param>
    public Checkpoint AdvanceBackfill(EtlRun run, BackfillState? state)
    {
        Require(run, RunStatus.Success);
        return this with { Backfill = state };
    }

    private Checkpoint Record(EtlRun run, RunStatus expected, DateTimeOffset? at)
    {
        Require(run, expected);
        return this with { Status = expected, UpdatedAt = at!.Value };
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
