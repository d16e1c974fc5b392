using Kasparro.Application.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Assets;

/// <summary>The assets that ids mean now: of assets, also from before, and of sources.</summary>
internal static class AssetIdResolver
{
    /// <summary>An id that no asset has.</summary>
    private static readonly Guid s_none = Guid.Empty;

    /// <summary>The filter with the assets that its ids mean now.</summary>
    public static async Task<MarketDataFilter> ResolveAsync(
        NpgsqlConnection connection,
        MarketDataFilter filter,
        CancellationToken ct
    ) =>
        filter is { AssetIds.Count: 0, SourceAssetIds.Count: 0 }
            ? filter
            : filter with
            {
                AssetIds = await ResolveAsync(connection, filter.AssetIds, filter.SourceAssetIds, filter.Sources, ct),
            };

    /// <summary>Those that both lists mean, an empty one meaning all; never empty where one list is not.</summary>
    public static async Task<IReadOnlyList<Guid>> ResolveAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> assetIds,
        IReadOnlyList<string> sourceAssetIds,
        IReadOnlyList<string> sources,
        CancellationToken ct
    )
    {
        IEnumerable<Guid> found = assetIds;
        if (assetIds.Count > 0)
            found = await ReadAsync(connection, "resolve_asset_ids", ct, ("asset_ids", assetIds.ToArray()));
        if (sourceAssetIds.Count > 0)
        {
            var listed = await ReadAsync(
                connection,
                "find_assets_of_listings",
                ct,
                ("source_asset_ids", sourceAssetIds.ToArray()),
                ("sources", sources.Count == 0 ? null : sources.ToArray())
            );
            found = assetIds.Count > 0 ? found.Intersect(listed) : listed;
        }

        return found.DefaultIfEmpty(s_none).ToList();
    }

    private static async Task<List<Guid>> ReadAsync(
        NpgsqlConnection connection,
        string statement,
        CancellationToken ct,
        params SqlValue[] values
    )
    {
        await using var read = Sql.Command(connection, statement, values);
        await using var row = await read.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await row.ReadAsync(ct))
            ids.Add(row.GetGuid(0));
        return ids;
    }
}
