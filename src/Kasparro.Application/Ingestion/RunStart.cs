namespace Kasparro.Application.Ingestion;

/// <summary>How the start of a run ended.</summary>
public abstract record RunStart
{
    private RunStart() { }

    public sealed record Started(IIngestRun Run) : RunStart;

    /// <summary>The source is busy; nothing was recorded.</summary>
    /// <param name="LockedBy">Program, process and since when.</param>
    public sealed record Locked(string LockedBy) : RunStart;

    /// <summary>
    /// The source is locked by a session that is no run of it, or the run could not be recorded as running; where it
    /// was nevertheless, it is recorded as failed.
    /// </summary>
    public sealed record NotStarted(IngestResult Result) : RunStart;
}
