namespace Kasparro.Application.Runs;

/// <summary>Reads recorded runs.</summary>
public interface IRunReader
{
    /// <summary>The last recorded first: the order in which runs started, whatever their clocks say.</summary>
    Task<IReadOnlyList<RunSummary>> ListAsync(RunFilter filter, RunPosition? after, int limit, CancellationToken ct);

    Task<RunSummary?> FindAsync(Guid runId, CancellationToken ct);
}
