namespace Kasparro.Application.Assets;

/// <summary>Reads assets.</summary>
public interface IAssetReader
{
    /// <summary>By symbol, then name; the two together are unique.</summary>
    Task<IReadOnlyList<AssetDetail>> ListAsync(
        AssetFilter filter,
        AssetPosition? after,
        int limit,
        CancellationToken ct
    );

    Task<AssetDetail?> FindAsync(Guid assetId, CancellationToken ct);
}
