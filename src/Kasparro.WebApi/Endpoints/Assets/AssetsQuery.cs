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

    private static readonly TextParameter s_search = new(
        "q",
        "A symbol, any name that the asset ever had, a part of a name, or the id of a source. The exact symbol of the "
            + "largest coin comes first."
    )
    {
        Example = "bitcoin",
    };

    private static readonly ChoiceParameter<bool> s_sort = new(
        "sort",
        "symbol: by symbol and name (the default), or with q by what matched. -market_cap: the largest first.",
        [("symbol", false), ("-market_cap", true)]
    )
    {
        Example = "symbol",
    };

    public static readonly QueryParameter[] Parameters =
    [
        s_search,
        s_symbol,
        SourceParameter.AssetId,
        SourceParameter.Repeatable,
        s_sort,
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
            SourceAssetIds = query.Many(SourceParameter.AssetId),
            Search = query.One(s_search),
            BySize = query.One(s_sort) ?? false,
        };
        var cursor = new CursorCodec<AssetPosition>($"/assets {JsonSerializer.Serialize(filter)}");
        return new AssetsQuery(new ListAssets(filter, query.ReadPage(cursor)), cursor);
    }
}
