using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>How market data are written.</summary>
internal enum MarketDataFormat
{
    Json,

    /// <summary>RFC 4180, with a header.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,
}

internal static class MarketDataFormats
{
    public const string CsvType = "text/csv";
    public const string NdjsonType = "application/x-ndjson";

    /// <summary>What the Accept header likes best of what there is; JSON where it says nothing of it.</summary>
    public static MarketDataFormat Accepted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return MarketDataFormat.Json;

        return accepted
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => type.MediaType.Value?.ToLowerInvariant())
                .Select(Known)
                .FirstOrDefault(format => format is not null)
            ?? MarketDataFormat.Json;
    }

    private static MarketDataFormat? Known(string? type) =>
        type switch
        {
            "application/json" or "application/*" or "*/*" => MarketDataFormat.Json,
            CsvType or "text/*" => MarketDataFormat.Csv,
            NdjsonType or "application/ndjson" or "application/jsonl" => MarketDataFormat.Ndjson,
            _ => null,
        };
}
