using MediatR;

namespace Kasparro.Application.Assets;

/// <summary>One asset with its evidence; null where no asset has this id or ever had it.</summary>
public sealed record GetAsset(Guid AssetId) : IQuery<AssetEvidence?>;

internal sealed class GetAssetHandler(IAssetReader reader) : IRequestHandler<GetAsset, AssetEvidence?>
{
    public Task<AssetEvidence?> Handle(GetAsset query, CancellationToken ct) => reader.FindAsync(query.AssetId, ct);
}
