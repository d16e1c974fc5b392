using Kasparro.Application.MarketData;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>The parameters of /data.</summary>
internal static class MarketDataParameters
{
    public static readonly TextParameter Symbol = new(
        "symbol",
        "Symbol of an asset, in any case; several with commas. Several assets may share one: all are returned, and "
            + "ambiguous_symbols names it."
    )
    {
        Example = "BTC",
        IsRepeatable = true,
    };

    public static readonly IdParameter AssetId = new("asset_id", "Id that an asset has, or once had.")
    {
        Example = "6b94ff55-898f-5a1b-9d8c-0e944f110da0",
        IsRepeatable = true,
    };

    public static readonly InstantParameter From = new("from", "Earliest last_updated, included.")
    {
        Example = "2025-02-01T00:00:00Z",
        Aliases = ["from_ts"],
    };

    public static readonly InstantParameter To = new("to", "Latest last_updated, included.")
    {
        Example = "2025-02-28T23:59:59Z",
        Aliases = ["to_ts"],
    };

    public static readonly InstantParameter AsOf = new(
        "as_of",
        "Prices as they were known at this time: what sources stated later is left out, and what they corrected later "
            + "is as it was. updated_at is then when the statement was received."
    )
    {
        Example = "2030-01-01T00:00:00Z",
    };

    public static readonly InstantParameter UpdatedSince = new(
        "updated_since",
        "Earliest updated_at, included. To follow all changes, use /changes. Not together with as_of."
    )
    {
        Example = "2025-02-01T00:00:00Z",
    };

    public static readonly FlagParameter Latest = new(
        "latest",
        "true: only the newest row of each asset and source, by symbol."
    )
    {
        Example = "false",
    };

    public static readonly ChoiceParameter<MarketDataOrder> Sort = new(
        "sort",
        "-last_updated: newest first (the default). last_updated: oldest first. "
            + "symbol: by symbol, name and source (the default, and the only choice, with latest=true).",
        [
            ("-last_updated", MarketDataOrder.NewestFirst),
            ("last_updated", MarketDataOrder.OldestFirst),
            ("symbol", MarketDataOrder.Symbol),
        ]
    )
    {
        Example = "-last_updated",
    };

    public static readonly ChoiceParameter<MarketDataFormat> Format = new(
        "format",
        "Overrides the Accept header. csv, ndjson and parquet are streamed: without a limit, all rows that match.",
        [
            ("json", MarketDataFormat.Json),
            ("csv", MarketDataFormat.Csv),
            ("ndjson", MarketDataFormat.Ndjson),
            ("parquet", MarketDataFormat.Parquet),
        ]
    )
    {
        Example = "json",
    };

    public static readonly ChoiceParameter<bool> Numbers = new(
        "numbers",
        "string: prices, market caps and volumes as JSON strings, for clients whose JSON parser would round them.",
        [("number", false), ("string", true)]
    )
    {
        Example = "number",
    };

    public static readonly QueryParameter[] All =
    [
        Symbol,
        AssetId,
        SourceParameter.AssetId,
        SourceParameter.Repeatable,
        From,
        To,
        AsOf,
        UpdatedSince,
        Latest,
        Sort,
        PageParameters.Limit,
        PageParameters.Offset,
        PageParameters.Cursor,
        Format,
        Numbers,
    ];
}
