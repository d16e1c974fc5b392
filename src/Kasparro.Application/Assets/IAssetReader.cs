using Kasparro.Application.Paging;

namespace Kasparro.Application.Assets;

/// <summary>Reads assets.</summary>
public interface IAssetReader
{
    /// <summary>By symbol, then name; the two together are unique.</summary>
    Task<Page<AssetDetail>> ListAsync(AssetFilter filter, PageRequest<AssetPosition> page, CancellationToken ct);

    /// <returns>Null where no asset has this id.</returns>
    Task<AssetDetail?> FindAsync(Guid assetId, CancellationToken ct);
}
