using Kasparro.Application.Paging;

namespace Kasparro.Application.Assets;

/// <summary>Reads assets.</summary>
public interface IAssetReader
{
    /// <summary>In the order of the filter; total, because symbol and name together are unique.</summary>
    Task<Page<AssetDetail>> ListAsync(AssetFilter filter, PageRequest<AssetPosition> page, CancellationToken ct);

    /// <returns>The asset that this id means now, which may have another id; null where the id was never
    /// used.</returns>
    Task<AssetEvidence?> FindAsync(Guid assetId, CancellationToken ct);
}
