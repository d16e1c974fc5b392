using Kasparro.Application.MarketData;
using Kasparro.Application.Prices;
using Kasparro.WebApi.Endpoints.MarketData;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Prices;

/// <summary>The query of /prices.</summary>
internal sealed record PricesQuery(GetPrices Request)
{
    /// <summary>Assets that one request may name.</summary>
    private const int MaxNames = 100;

    public static readonly QueryParameter[] Parameters =
    [
        MarketDataParameters.AssetId,
        MarketDataParameters.Symbol,
        SourceParameter.AssetId,
        SourceParameter.Repeatable,
        MarketDataParameters.AsOf,
    ];

    public static ValueTask<PricesQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    private static PricesQuery Read(RequestQuery query)
    {
        var filter = new MarketDataFilter
        {
            AssetIds = query.Many(MarketDataParameters.AssetId),
            Symbols = SymbolParameter.Read(query, MarketDataParameters.Symbol),
            SourceAssetIds = query.Many(SourceParameter.AssetId),
            Sources = query.Many(SourceParameter.Repeatable),
            AsOf = query.One(MarketDataParameters.AsOf),
        };
        var names = filter.AssetIds.Count + filter.Symbols.Count + filter.SourceAssetIds.Count;
        if (names == 0)
            query.Refuse(MarketDataParameters.AssetId, "or symbol or source_asset_id must be given");
        if (names > MaxNames)
            query.Refuse(
                MarketDataParameters.AssetId,
                $"and symbol and source_asset_id name more than {MaxNames} assets"
            );
        return new PricesQuery(new GetPrices(filter));
    }
}
