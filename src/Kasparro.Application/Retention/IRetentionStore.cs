using Kasparro.Application.Sources;

namespace Kasparro.Application.Retention;

/// <summary>Where prices and raw records are removed that are not kept any more.</summary>
public interface IRetentionStore
{
    Task<RetentionState> FindAsync(string source, CancellationToken ct);

    /// <summary>
    /// Removes prices from before an instant, the oldest first, and then moves raw records to the archive that no price
    /// can need any more. Each step is a transaction, so what is done stays done; the next call goes on. A source that
    /// is being transformed is left alone.
    /// </summary>
    /// <param name="archivePath">Null where Bronze keeps all records.</param>
    Task<RetentionResult> RemoveAsync(
        SourceDescription source,
        DateTimeOffset pricesFrom,
        string? archivePath,
        CancellationToken ct
    );

    /// <summary>Keeps prices from an earlier instant on: the next transformation starts at the beginning.</summary>
    /// <param name="pricesFrom">Null for all.</param>
    Task<RetentionResult> RestoreAsync(SourceDescription source, DateTimeOffset? pricesFrom, CancellationToken ct);
}
