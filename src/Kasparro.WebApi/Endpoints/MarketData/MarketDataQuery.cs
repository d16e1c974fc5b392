using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>Reads what a client asks of /data, and writes the cursor that goes on from there.</summary>
internal sealed record MarketDataQuery(GetMarketData Page, MarketDataFormat Format, bool IsLimited, bool NumbersAsText)
{
    /// <summary>Where <paramref name="query"/> has problems afterwards, the answer is not to be used.</summary>
    public static MarketDataQuery Read(RequestQuery query, HttpRequest request)
    {
        var filter = new MarketDataFilter
        {
            // Assets have their symbols in upper case, by the same rule.
            Symbols =
            [
                .. query.Many(MarketDataParameters.Symbol).Select(symbol => symbol.ToUpperInvariant()).Distinct(),
            ],
            AssetIds = query.Many(MarketDataParameters.AssetId),
            Sources = query.Many(SourceParameter.Repeatable),
            From = query.One(MarketDataParameters.From),
            To = query.One(MarketDataParameters.To),
            LatestOnly = query.One(MarketDataParameters.Latest) ?? false,
        };
        if (filter.From > filter.To)
            query.Refuse(MarketDataParameters.From, "is after to, so no row can match");

        var order = ReadOrder(query, filter.LatestOnly);
        var offset = query.One(Paging.Offset) ?? Paging.Offset.Default;
        if (query.Has(Paging.Cursor) && offset > 0)
            query.Refuse(Paging.Offset, "is given together with a cursor, which says where the page begins already");
        return new MarketDataQuery(
            new GetMarketData(
                filter,
                order,
                query.One(Paging.Limit) ?? Paging.Limit.Default,
                offset,
                ReadPosition(query, filter, order)
            ),
            query.One(MarketDataParameters.Format) ?? MarketDataFormats.Accepted(request),
            query.Has(Paging.Limit),
            query.One(MarketDataParameters.Numbers) ?? false
        );
    }

    /// <summary>The same rows, and all of them unless the client set a limit.</summary>
    public ExportMarketData Export =>
        new(Page.Filter, Page.Order, IsLimited ? Page.Limit : null, Page.Offset, Page.After);

    public string CursorAfter(MarketDataRow row) =>
        Cursor.Of(
            Fingerprint(Page.Filter, Page.Order),
            CursorPart.Of(row.LastUpdated),
            CursorPart.Of(row.AssetId),
            row.Source,
            row.Symbol,
            row.Name
        );

    private static MarketDataOrder ReadOrder(RequestQuery query, bool latestOnly)
    {
        var order = query.One(MarketDataParameters.Sort);
        if (latestOnly && order is not (null or MarketDataOrder.Symbol))
            query.Refuse(MarketDataParameters.Sort, "must be symbol with latest=true");
        if (!latestOnly && order == MarketDataOrder.Symbol)
            query.Refuse(MarketDataParameters.Sort, "can be symbol with latest=true only");
        return order ?? (latestOnly ? MarketDataOrder.Symbol : MarketDataOrder.NewestFirst);
    }

    private static MarketDataPosition? ReadPosition(RequestQuery query, MarketDataFilter filter, MarketDataOrder order)
    {
        if (query.ReadCursor(Fingerprint(filter, order), parts: 5) is not { } parts)
            return null;
        if (CursorPart.Instant(parts[0]) is { } lastUpdated && CursorPart.Id(parts[1]) is { } assetId)
            return new MarketDataPosition(lastUpdated, assetId, parts[2], parts[3], parts[4]);

        query.RefuseDamagedCursor();
        return null;
    }

    private static string Fingerprint(MarketDataFilter filter, MarketDataOrder order) =>
        $"/data {order} {JsonSerializer.Serialize(filter)}";
}
