using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

/// <summary>Where runs are recorded and their rows are kept.</summary>
public interface IRunStore
{
    /// <summary>
    /// Takes the source's lock, closes runs of it whose process died, and records a new one as running, committed at
    /// once. Locked only by a run that is running and within its time limit: a lock that any other session has, or that
    /// a run has kept for too long, is a failure that names it.
    /// </summary>
    /// <param name="acceptsFewer">Fewer records than usual are right.</param>
    /// <param name="window">The past that the run fetches; null for what the source has now.</param>
    Task<RunStart> BeginAsync(
        SourceDescription source,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        FetchWindow? window,
        CancellationToken ct
    );
}

/// <summary>One run of one source. Disposing it frees the source's lock.</summary>
public interface IIngestRun : IAsyncDisposable
{
    FetchContext FetchContext { get; }

    /// <summary>Records staged so far.</summary>
    long Fetched { get; }

    /// <summary>Cancelled with the token that the run began with, or at its deadline, whichever comes first.</summary>
    CancellationToken Limit { get; }

    /// <summary>
    /// Stages a page on the run's own connection. No transaction stays open, and no other session sees the rows yet.
    /// </summary>
    Task StageAsync(SourcePage page, CancellationToken ct);

    /// <summary>Makes rows, success and checkpoint visible in one commit.</summary>
    Task<IngestResult> CommitAsync(CancellationToken ct);

    /// <summary>
    /// Records the run as failed, trying again until its deadline. Rows and checkpoint position stay as they were.
    /// Succeeded where the run had committed and only the response was lost.
    /// </summary>
    /// <param name="ct">Never cancels the recording; it only shortens the wait for a database that is away.</param>
    Task<IngestResult> FailAsync(Exception reason, CancellationToken ct);
}
