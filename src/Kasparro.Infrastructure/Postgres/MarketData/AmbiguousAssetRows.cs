using System.Data;
using Kasparro.Application;
using Kasparro.Application.MarketData;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>The rows of <c>find_ambiguous_assets</c>.</summary>
internal static class AmbiguousAssetRows
{
    public static async Task<List<AmbiguousAsset>> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        var assets = new List<AmbiguousAsset>();
        while (await row.ReadAsync(ct))
            assets.Add(
                new AmbiguousAsset(
                    row.GetString("symbol"),
                    row.GetInt32("rank"),
                    row.GetGuid("asset_id"),
                    row.GetString("name"),
                    row.IsDBNull("market_cap_usd") ? null : new NumberText(row.GetString("market_cap_usd"))
                )
            );
        return assets;
    }
}
