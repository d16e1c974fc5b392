using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>Reads what runs are compared by. Every result is bounded and found through an index.</summary>
public interface IRunHistory
{
    Task<RunFacts?> FindAsync(Guid runId, CancellationToken ct);

    /// <summary>The latest runs of a source, the last recorded first; without backfills.</summary>
    /// <param name="asOf">Only runs that had started by then; null for all.</param>
    Task<IReadOnlyList<RunFacts>> ReadLatestAsync(string source, DateTimeOffset? asOf, int limit, CancellationToken ct);

    /// <summary>
    /// The runs of the same source that were recorded before this one, the last recorded first; without backfills.
    /// </summary>
    Task<IReadOnlyList<RunFacts>> ReadEarlierAsync(RunFacts run, int limit, CancellationToken ct);

    /// <summary>The state of a source: its last success, the running run, and when it was last transformed.</summary>
    /// <param name="asOf">Null for now.</param>
    Task<SourceFacts> ReadSourceAsync(string source, DateTimeOffset? asOf, CancellationToken ct);

    /// <summary>
    /// Whether a run that was running a moment ago has lost its process: the source is not locked. Null where the
    /// server cannot know.
    /// </summary>
    Task<bool?> IsOrphanedAsync(RunFacts running, CancellationToken ct);

    /// <summary>
    /// Rows of each run that could not be transformed; without runs that did not record where their rows are.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, long>> CountRejectedAsync(
        string source,
        IReadOnlyList<RunFacts> runs,
        CancellationToken ct
    );

    /// <summary>The assets that runs received; without runs that recorded none.</summary>
    Task<IReadOnlyDictionary<Guid, AssetFingerprints>> ReadAssetsAsync(
        IReadOnlyList<Guid> runIds,
        CancellationToken ct
    );

    /// <summary>
    /// The source's ids of the assets with these fingerprints; without assets that have no market data.
    /// </summary>
    Task<IReadOnlyDictionary<uint, string>> NameAssetsAsync(
        string source,
        IReadOnlyList<uint> fingerprints,
        CancellationToken ct
    );

    /// <summary>
    /// The newest price of each asset where this run received it, with earlier ones and those of other sources.
    /// </summary>
    Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RunFacts run, CancellationToken ct);
}
