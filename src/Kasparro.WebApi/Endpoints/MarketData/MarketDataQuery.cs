using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Endpoints.MarketData.Exports;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>The query of /data, and the two forms of its result.</summary>
internal sealed record MarketDataQuery(GetMarketData Request, CursorCodec<MarketDataPosition> Cursor)
{
    public required MarketDataFormat Format { get; init; }

    public required bool IsLimited { get; init; }

    public required bool NumbersAsStrings { get; init; }

    /// <summary>The same rows, and all of them unless the client set a limit.</summary>
    public ExportMarketData Export =>
        new(
            Request.Filter,
            Request.Order,
            Request.Page.After,
            Request.Page.Offset,
            IsLimited ? Request.Page.Limit : null
        );

    private JsonSerializerOptions Json => NumbersAsStrings ? ApiJson.NumbersAsStrings : ApiJson.Default;

    public static ValueTask<MarketDataQuery?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(context, query => Read(query, context.Request));

    public VersionedPage<MarketDataResponse> PageOf(MarketDataPage page)
    {
        var rows = page.Rows.Items;
        var cursor = page.Rows.HasMore ? Cursor.Write(MarketDataPosition.Of(rows[^1])) : null;
        var pagination = new Pagination(Request.Page.Limit, Request.Page.Offset, rows.Count, cursor);
        var ambiguous = page.AmbiguousAssets.Select(asset => asset.Symbol).Distinct().ToList();
        var response = new MarketDataResponse(rows, pagination, ambiguous, page.AmbiguousAssets);
        return new(response, page.Version, Json);
    }

    public MarketDataExport ExportOf(IAsyncEnumerable<MarketDataRow> rows) =>
        new(
            rows,
            Format switch
            {
                MarketDataFormat.Csv => new CsvFormat(),
                MarketDataFormat.Parquet => new ParquetFormat(),
                _ => new NdjsonFormat(Json),
            }
        );

    private static MarketDataQuery Read(RequestQuery query, HttpRequest request)
    {
        var filter = ReadFilter(query);
        var order = ReadOrder(query, filter.LatestOnly);
        var cursor = new CursorCodec<MarketDataPosition>($"/data {order} {JsonSerializer.Serialize(filter)}");
        var offset = query.One(PageParameters.Offset) ?? PageParameters.Offset.Default;
        if (query.Has(PageParameters.Cursor) && offset > 0)
            query.Refuse(PageParameters.Offset, "must not be given together with a cursor");
        var page = query.ReadPage(cursor) with { Offset = offset };
        return new MarketDataQuery(new GetMarketData(filter, order, page), cursor)
        {
            Format = query.One(MarketDataParameters.Format) ?? MarketDataFormats.Preferred(request),
            IsLimited = query.Has(PageParameters.Limit),
            NumbersAsStrings = query.One(MarketDataParameters.Numbers) ?? false,
        };
    }

    private static MarketDataFilter ReadFilter(RequestQuery query)
    {
        var filter = new MarketDataFilter
        {
            Symbols = SymbolParameter.Read(query, MarketDataParameters.Symbol),
            AssetIds = query.Many(MarketDataParameters.AssetId),
            SourceAssetIds = query.Many(SourceParameter.AssetId),
            Sources = query.Many(SourceParameter.Repeatable),
            From = query.One(MarketDataParameters.From),
            To = query.One(MarketDataParameters.To),
            AsOf = query.One(MarketDataParameters.AsOf),
            UpdatedSince = query.One(MarketDataParameters.UpdatedSince),
            LatestOnly = query.One(MarketDataParameters.Latest) ?? false,
        };
        if (filter.From > filter.To)
            query.Refuse(MarketDataParameters.From, "is after to, so no row can match");
        if (filter is { AsOf: not null, UpdatedSince: not null })
            query.Refuse(MarketDataParameters.UpdatedSince, "must not be given together with as_of");
        return filter;
    }

    private static MarketDataOrder ReadOrder(RequestQuery query, bool latestOnly)
    {
        var order = query.One(MarketDataParameters.Sort);
        if (latestOnly && order is not (null or MarketDataOrder.Symbol))
            query.Refuse(MarketDataParameters.Sort, "must be symbol with latest=true");
        if (!latestOnly && order == MarketDataOrder.Symbol)
            query.Refuse(MarketDataParameters.Sort, "can be symbol with latest=true only");
        return order ?? (latestOnly ? MarketDataOrder.Symbol : MarketDataOrder.NewestFirst);
    }
}
