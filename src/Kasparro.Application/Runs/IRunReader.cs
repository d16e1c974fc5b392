namespace Kasparro.Application.Runs;

/// <summary>Reads recorded runs.</summary>
public interface IRunReader
{
    /// <summary>Newest first; of runs that began together, the higher id first.</summary>
    Task<IReadOnlyList<RunSummary>> ListAsync(RunFilter filter, RunPosition? after, int limit, CancellationToken ct);

    Task<RunSummary?> FindAsync(Guid runId, CancellationToken ct);
}
