using Kasparro.Application.Paging;

namespace Kasparro.Application.Runs;

/// <summary>Reads recorded runs.</summary>
public interface IRunReader
{
    /// <summary>The last recorded first: the order in which runs started, whatever their clocks say.</summary>
    Task<Page<RunSummary>> ListAsync(RunFilter filter, PageRequest<RunPosition> page, CancellationToken ct);

    /// <returns>Null where no run has this id.</returns>
    Task<RunSummary?> FindAsync(Guid runId, CancellationToken ct);
}
