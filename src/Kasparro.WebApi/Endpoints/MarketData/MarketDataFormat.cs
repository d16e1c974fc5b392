using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>The format of market data.</summary>
internal enum MarketDataFormat
{
    Json,

    /// <summary>RFC 4180, with a header.</summary>
    Csv,

    /// <summary>One JSON object per line.</summary>
    Ndjson,

    /// <summary>Apache Parquet, with exact decimals.</summary>
    Parquet,
}

internal static class MarketDataFormats
{
    /// <summary>The format that the Accept header prefers; JSON where it names none of them.</summary>
    public static MarketDataFormat Preferred(HttpRequest request) =>
        MediaTypes.Preferred(request, FormatOf) ?? MarketDataFormat.Json;

    private static MarketDataFormat? FormatOf(string? type) =>
        type switch
        {
            MediaTypes.Json or "application/*" or "*/*" => MarketDataFormat.Json,
            MediaTypes.Csv or "text/*" => MarketDataFormat.Csv,
            MediaTypes.Ndjson or "application/ndjson" or "application/jsonl" => MarketDataFormat.Ndjson,
            MediaTypes.Parquet => MarketDataFormat.Parquet,
            _ => null,
        };
}
