using System.Text.Json;
using Kasparro.Application.Assets;
using Kasparro.Application.Paging;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Assets;

/// <summary>The query of /assets, and the cursor of its next page.</summary>
internal sealed record AssetsQuery(ListAssets Request, CursorCodec<AssetPosition> Cursor)
{
    private static readonly TextParameter s_symbol = new(
        "symbol",
        "Symbol of an asset, in any case; several with commas."
    )
    {
        Example = "BTC",
        IsRepeatable = true,
    };

    public static readonly QueryParameter[] Parameters =
    [
        s_symbol,
        SourceParameter.Repeatable,
        PageParameters.Limit,
        PageParameters.Cursor,
    ];

    public static ValueTask<AssetsQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public CursorPagination PaginationOf(Page<AssetDetail> page) =>
        CursorPagination.Of(page, Request.Page.Limit, last => Cursor.Write(AssetPosition.Of(last)));

    private static AssetsQuery Read(RequestQuery query)
    {
        var filter = new AssetFilter
        {
            Symbols = SymbolParameter.Read(query, s_symbol),
            Sources = query.Many(SourceParameter.Repeatable),
        };
        var cursor = new CursorCodec<AssetPosition>($"/assets {JsonSerializer.Serialize(filter)}");
        return new AssetsQuery(new ListAssets(filter, query.ReadPage(cursor)), cursor);
    }
}
