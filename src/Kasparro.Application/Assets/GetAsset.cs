using MediatR;

namespace Kasparro.Application.Assets;

/// <summary>One asset; null where no asset has this id.</summary>
public sealed record GetAsset(Guid AssetId) : IQuery<AssetDetail?>;

internal sealed class GetAssetHandler(IAssetReader reader) : IRequestHandler<GetAsset, AssetDetail?>
{
    public Task<AssetDetail?> Handle(GetAsset query, CancellationToken ct) => reader.FindAsync(query.AssetId, ct);
}
