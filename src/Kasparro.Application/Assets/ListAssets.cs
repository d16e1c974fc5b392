using MediatR;

namespace Kasparro.Application.Assets;

/// <summary>One page of assets, by symbol and name.</summary>
/// <param name="After">The last asset of the page before; null for the first page.</param>
public sealed record ListAssets(AssetFilter Filter, int Limit, AssetPosition? After = null) : IQuery<AssetPage>;

public sealed record AssetPage(IReadOnlyList<AssetDetail> Assets, bool HasMore);

internal sealed class ListAssetsHandler(IAssetReader reader) : IRequestHandler<ListAssets, AssetPage>
{
    public async Task<AssetPage> Handle(ListAssets query, CancellationToken ct)
    {
        var assets = await reader.ListAsync(query.Filter, query.After, query.Limit + 1, ct);
        return new AssetPage([.. assets.Take(query.Limit)], assets.Count > query.Limit);
    }
}
