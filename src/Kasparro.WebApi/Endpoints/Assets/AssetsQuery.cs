using System.Text.Json;
using Kasparro.Application.Assets;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>Reads what a client asks of /assets, and writes the cursor that goes on from there.</summary>
internal sealed record AssetsQuery(ListAssets Page)
{
    private static readonly TextParameter s_symbol = new("symbol", "Symbol of an asset, in any case.")
    {
        Example = "BTC",
        IsRepeatable = true,
    };

    public static readonly QueryParameter[] Parameters =
    [
        s_symbol,
        SourceParameter.Repeatable,
        Paging.Limit,
        Paging.Cursor,
    ];

    /// <summary>Where <paramref name="query"/> has problems afterwards, the answer is not to be used.</summary>
    public static AssetsQuery Read(RequestQuery query)
    {
        var filter = new AssetFilter
        {
            Symbols = [.. query.Many(s_symbol).Select(symbol => symbol.ToUpperInvariant()).Distinct()],
            Sources = query.Many(SourceParameter.Repeatable),
        };
        var after = query.ReadCursor(Fingerprint(filter), parts: 2) is { } parts
            ? new AssetPosition(parts[0], parts[1])
            : null;
        return new AssetsQuery(new ListAssets(filter, query.One(Paging.Limit) ?? Paging.Limit.Default, after));
    }

    public string CursorAfter(AssetDetail asset) => Cursor.Of(Fingerprint(Page.Filter), asset.Symbol, asset.Name);

    private static string Fingerprint(AssetFilter filter) => $"/assets {JsonSerializer.Serialize(filter)}";
}
