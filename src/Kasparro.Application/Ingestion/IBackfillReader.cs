using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

/// <summary>Reads what a backfill begins with.</summary>
public interface IBackfillReader
{
    /// <summary>How far an unfinished backfill of a source has come; null where there is none.</summary>
    Task<BackfillState?> ReadStateAsync(string source, CancellationToken ct);

    /// <summary>The coins of a source that have some ids; without those that it has never named.</summary>
    Task<IReadOnlyList<KnownCoin>> FindCoinsAsync(string source, IReadOnlyList<string> ids, CancellationToken ct);

    /// <summary>The coins of a source with the largest market caps, as it said last, the largest first.</summary>
    Task<IReadOnlyList<KnownCoin>> ReadLargestAsync(string source, int count, CancellationToken ct);
}
