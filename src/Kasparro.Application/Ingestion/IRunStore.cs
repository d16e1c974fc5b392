using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

/// <summary>Where runs are recorded and their rows are kept.</summary>
public interface IRunStore
{
    /// <summary>
    /// Takes the source's lock, closes whatever run of it died, and records a new one as running, committed at once.
    /// Where another run holds the lock, the answer only says who (<see cref="IIngestRun.LockedBy"/>).
    /// </summary>
    Task<IIngestRun> BeginAsync(SourceDescription source, RunTrigger triggeredBy, CancellationToken ct);
}

/// <summary>One run of one source. Disposing it frees the source's lock.</summary>
public interface IIngestRun : IAsyncDisposable
{
    /// <summary>Who runs this source already; null where this run may work.</summary>
    string? LockedBy { get; }

    FetchContext FetchContext { get; }

    /// <summary>Records staged so far.</summary>
    long Fetched { get; }

    /// <summary>Cancelled with <paramref name="ct"/> or at the run's deadline, whichever comes first.</summary>
    CancellationTokenSource LimitTime(CancellationToken ct);

    /// <summary>
    /// Puts a page aside on the run's own connection. No transaction stays open; nothing is visible to anybody yet.
    /// </summary>
    Task StageAsync(SourcePage page, CancellationToken ct);

    /// <summary>Makes rows, success and checkpoint visible in one commit.</summary>
    Task<IngestResult> CommitAsync(CancellationToken ct);

    /// <summary>Records the run as failed. Rows and checkpoint position stay as they were.</summary>
    Task<IngestResult> FailAsync(Exception reason);
}
