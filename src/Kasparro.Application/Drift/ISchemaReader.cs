using Kasparro.Application.Paging;
using Kasparro.Domain.Drift;

namespace Kasparro.Application.Drift;

/// <summary>Reads what records look like, and how that changed.</summary>
public interface ISchemaReader
{
    /// <summary>The last found first.</summary>
    Task<Page<DriftDetail>> ListAsync(DriftFilter filter, PageRequest<DriftPosition> page, CancellationToken ct);

    Task<DriftDetail?> FindAsync(long driftId, CancellationToken ct);

    /// <summary>The changes of a source that are open.</summary>
    Task<IReadOnlyList<SchemaDrift>> ReadOpenAsync(string source, CancellationToken ct);

    /// <summary>What of the source does not become market data.</summary>
    /// <param name="transformVersion">The mapping in use: changes that an older one did not know hold nothing back.
    /// </param>
    Task<SilverHold> FindHoldAsync(string source, string transformVersion, CancellationToken ct);

    /// <summary>Whether a raw row was received with numbers of another scale that a person accepted.</summary>
    Task<bool> IsOfAcceptedScaleAsync(string source, long rawId, CancellationToken ct);

    /// <summary>Null where no run of the source has shown any records yet.</summary>
    Task<SourceSchema?> FindSchemaAsync(string source, CancellationToken ct);
}
