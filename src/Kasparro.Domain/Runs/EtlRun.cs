namespace Kasparro.Domain.Runs;

/// <summary>One execution of an ingestion: it starts, and it ends exactly once.</summary>
public sealed class EtlRun
{
    private static readonly RunFailure s_processDied = new(
        FailureClass.System,
        "The process that ran it died before the run ended; the next run found it.",
        "Nothing was stored by it; the next run starts over."
    );

    private EtlRun(Guid runId, string source, RunMetadata metadata) =>
        (RunId, Source, Metadata) = (runId, source, metadata);

    public Guid RunId { get; private init; }

    public string Source { get; private init; }

    public RunTrigger TriggeredBy { get; private init; }

    public bool IsBackfill => TriggeredBy == RunTrigger.Backfill;

    public RunStatus Status { get; private set; }

    /// <summary>Set by the database that records it: later runs have higher numbers, whatever the clocks say.</summary>
    public long Sequence { get; private init; }

    /// <summary>UTC, by the clock of the process that ran it.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>UTC; null while it is running. Before the start where a clock was set back.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null while it is running; never negative, whatever the clocks did.</summary>
    public long? DurationMs { get; private set; }

    /// <summary>Records received and durably stored, or recognised as stored before; 0 unless it succeeded.</summary>
    public long RecordsProcessed { get; private set; }

    /// <summary>What happened and what to do next; null unless it failed.</summary>
    public string? ErrorMessage { get; private set; }

    public RunMetadata Metadata { get; private set; }

    /// <param name="runId">A new id, version 7: ids sort by time.</param>
    /// <param name="metadata">What is known before anything is fetched.</param>
    public static EtlRun Start(
        Guid runId,
        string source,
        RunTrigger triggeredBy,
        DateTimeOffset now,
        RunMetadata metadata
    ) =>
        new(runId, source, metadata)
        {
            TriggeredBy = triggeredBy,
            Status = RunStatus.Running,
            StartedAt = now,
        };

    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void Succeed(RunMetadata metadata, DateTimeOffset now)
    {
        End(RunStatus.Success, metadata, now);
        RecordsProcessed = metadata.Fetched ?? 0;
    }

    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void Fail(RunFailure failure, RunMetadata metadata, DateTimeOffset now)
    {
        var counted = metadata with
        {
            FailureClass = failure.Class,
            NextStep = failure.NextStep,
            UpstreamText = failure.UpstreamText,
            UsualRecords = failure.UsualRecords,
        };
        End(RunStatus.Failed, counted, now);
        ErrorMessage = failure.ToString();
    }

    /// <summary>For a run whose process is gone: closed by the next run, which has the source's lock.</summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void CloseAsDead(DateTimeOffset now) => Fail(s_processDied, Metadata, now);

    private void End(RunStatus status, RunMetadata metadata, DateTimeOffset now)
    {
        if (Status != RunStatus.Running)
            throw new InvalidOperationException($"Run {RunId} of {Source} has ended already: {Status}.");

        Status = status;
        Metadata = metadata;
        EndedAt = now;
        DurationMs = Math.Max(0, (long)(now - StartedAt).TotalMilliseconds);
    }
}
