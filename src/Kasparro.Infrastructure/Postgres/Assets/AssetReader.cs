using Kasparro.Application.Assets;
using Kasparro.Application.Paging;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Assets;

internal sealed class AssetReader(KasparroDatabase database, AssetIndex index) : IAssetReader
{
    public async Task<Page<AssetDetail>> ListAsync(
        AssetFilter filter,
        PageRequest<AssetPosition> page,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        if (filter.Search is not null || filter.BySize)
            return await RankedAsync(db, filter, page, ct);

        var assets = await Matching(db, filter, page.After)
            .OrderBy(asset => asset.Symbol)
            .ThenBy(asset => asset.Name)
            .Take(page.ItemsToRead)
            .ToListAsync(ct);
        return page.PageOf(await WithLinksAsync(db, assets, ct));
    }

    public async Task<AssetEvidence?> FindAsync(Guid assetId, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var id = (await AssetIdResolver.ResolveAsync(connection, [assetId], [], [], ct))[0];
        await using var db = KasparroDatabase.ContextOn(connection);
        var assets = await db.Assets.Where(asset => asset.AssetId == id).ToListAsync(ct);
        if ((await WithLinksAsync(db, assets, ct)).SingleOrDefault() is not { } found)
            return null;

        var listings = new ListingRows([.. found.Sources.Select(link => $"{link.Source}:{link.SourceAssetId}")]);
        return new AssetEvidence(
            found,
            await listings
                .Of(db.ListingLabels)
                .OrderByDescending(label => label.LastSeen)
                .ThenByDescending(label => label.LastRawId)
                .ThenBy(label => label.Source)
                .Select(label => new ListingLabel(
                    label.Source,
                    label.SourceAssetId,
                    label.Symbol,
                    label.Name,
                    label.FirstSeen,
                    label.LastSeen
                ))
                .ToListAsync(ct),
            await DecisionDetails.ReadAsync(listings.Of(db.IdentityDecisions), ct)
        );
    }

    /// <summary>From the index in memory: no order of the database ranks as people search.</summary>
    private async Task<Page<AssetDetail>> RankedAsync(
        KasparroDbContext db,
        AssetFilter filter,
        PageRequest<AssetPosition> page,
        CancellationToken ct
    )
    {
        var ranked = AssetRanking.Of(await index.ReadAsync(ct), filter);
        var start = page.After is { } after
            ? ranked.FindIndex(hit => hit.Asset.Symbol == after.Symbol && hit.Asset.Name == after.Name) + 1
            : 0;
        var hits = ranked.Skip(start).Take(page.ItemsToRead).ToList();
        var assets = hits.Select(hit => new AssetEntity
        {
            AssetId = hit.Asset.AssetId,
            Symbol = hit.Asset.Symbol,
            Name = hit.Asset.Name,
        });
        var details = await WithLinksAsync(db, [.. assets], ct);
        return page.PageOf([.. details.Zip(hits, (asset, hit) => asset with { Matched = hit.MatchedElsewhere })]);
    }

    private static IQueryable<AssetEntity> Matching(KasparroDbContext db, AssetFilter filter, AssetPosition? after)
    {
        IQueryable<AssetEntity> assets = db.Assets;
        if (filter.Symbols.Count > 0)
            assets = assets.Where(asset => filter.Symbols.Contains(asset.Symbol));
        var links = db.AssetSources.AsQueryable();
        if (filter.Sources.Count > 0)
            links = links.Where(link => filter.Sources.Contains(link.Source));
        if (filter.SourceAssetIds.Count > 0)
            links = links.Where(link => filter.SourceAssetIds.Contains(link.SourceAssetId));
        // No Any of an asset: Citus joins no copied table with a sub-select that depends on its rows.
        if (filter.Sources.Count > 0 || filter.SourceAssetIds.Count > 0)
            assets = assets.Where(asset => links.Select(link => link.AssetId).Contains(asset.AssetId));
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
