using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>Reads what runs are compared by. Every answer is bounded and found through an index.</summary>
public interface IRunHistory
{
    Task<RecordedRun?> FindAsync(Guid runId, CancellationToken ct);

    /// <summary>The runs of a source that began at or before an instant, newest first.</summary>
    Task<IReadOnlyList<RecordedRun>> ReadAsync(string source, DateTimeOffset upTo, int limit, CancellationToken ct);

    /// <summary>How a source stands, as of an instant.</summary>
    Task<SourceStanding> ReadStandingAsync(string source, DateTimeOffset asOf, CancellationToken ct);

    /// <summary>
    /// Whether a run that was at work a moment ago has lost its process: nobody holds its lock. Null where the server
    /// cannot tell.
    /// </summary>
    Task<bool?> IsOrphanedAsync(RunFacts running, CancellationToken ct);

    /// <summary>
    /// Rows of each run that could not be derived; without runs that did not record where their rows are.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, long>> CountRejectedAsync(
        string source,
        IReadOnlyList<RecordedRun> runs,
        CancellationToken ct
    );

    /// <summary>The assets that runs notifications of; without runs that recorded none.</summary>
    Task<IReadOnlyDictionary<Guid, AssetFingerprints>> ReadAssetsAsync(
        IReadOnlyList<Guid> runIds,
        CancellationToken ct
    );

    /// <summary>
    /// What a source calls the assets with these fingerprints; without those that never were derived.
    /// </summary>
    Task<IReadOnlyDictionary<uint, string>> NameAssetsAsync(
        string source,
        IReadOnlyList<uint> fingerprints,
        CancellationToken ct
    );

    /// <summary>
    /// The newest price of each asset where this run brought it, with the prices before it and beside it.
    /// </summary>
    Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RecordedRun run, CancellationToken ct);
}
