using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.Assets;

/// <summary>One page of assets, by symbol and name.</summary>
public sealed record ListAssets(AssetFilter Filter, PageRequest<AssetPosition> Page) : IQuery<Page<AssetDetail>>;

internal sealed class ListAssetsHandler(IAssetReader reader) : IRequestHandler<ListAssets, Page<AssetDetail>>
{
    public Task<Page<AssetDetail>> Handle(ListAssets query, CancellationToken ct) =>
        reader.ListAsync(query.Filter, query.Page, ct);
}
