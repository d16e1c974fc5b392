using Kasparro.Application.Assets;
using Kasparro.Application.Paging;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Assets;

internal sealed class AssetReader(KasparroDatabase database) : IAssetReader
{
    public async Task<Page<AssetDetail>> ListAsync(
        AssetFilter filter,
        PageRequest<AssetPosition> page,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var assets = await Matching(db, filter, page.After)
            .OrderBy(asset => asset.Symbol)
            .ThenBy(asset => asset.Name)
            .Take(page.ItemsToRead)
            .ToListAsync(ct);
        return page.PageOf(await WithLinksAsync(db, assets, ct));
    }

    public async Task<AssetDetail?> FindAsync(Guid assetId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var assets = await db.Assets.Where(asset => asset.AssetId == assetId).ToListAsync(ct);
        return (await WithLinksAsync(db, assets, ct)).SingleOrDefault();
    }

    private static IQueryable<AssetEntity> Matching(KasparroDbContext db, AssetFilter filter, AssetPosition? after)
    {
        IQueryable<AssetEntity> assets = db.Assets;
        if (filter.Symbols.Count > 0)
            assets = assets.Where(asset => filter.Symbols.Contains(asset.Symbol));
        if (filter.Sources.Count > 0)
            assets = assets.Where(asset =>
                db.AssetSources.Any(link => link.AssetId == asset.AssetId && filter.Sources.Contains(link.Source))
            );
        if (after is null)
            return assets;

        return assets.Where(asset =>
            EF.Functions.GreaterThan(
                ValueTuple.Create(asset.Symbol, asset.Name),
                ValueTuple.Create(after.Symbol, after.Name)
            )
        );
    }

    private static async Task<IReadOnlyList<AssetDetail>> WithLinksAsync(
        KasparroDbContext db,
        List<AssetEntity> assets,
        CancellationToken ct
    )
    {
        var ids = assets.Select(asset => asset.AssetId).ToList();
        var links = (
            await db.AssetSources.Where(link => ids.Contains(link.AssetId)).OrderBy(link => link.Source).ToListAsync(ct)
        ).ToLookup(link => link.AssetId);
        return
        [
            .. assets.Select(asset => new AssetDetail(
                asset.AssetId,
                asset.Symbol,
                asset.Name,
                [
                    .. links[asset.AssetId]
                        .Select(link => new AssetLink(link.Source, link.SourceAssetId, link.LinkedBy, link.LinkedAt)),
                ]
            )),
        ];
    }
}
