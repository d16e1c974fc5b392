using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>How market data are written.</summary>
internal enum DataFormat
{
    Json,

    /// <summary>RFC 4180, with a header.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,
}

internal static class DataFormats
{
    public const string CsvType = "text/csv";
    public const string NdjsonType = "application/x-ndjson";

    /// <summary>What the Accept header likes best of what there is; JSON where it says nothing of it.</summary>
    public static DataFormat Accepted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return DataFormat.Json;

        return accepted
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => type.MediaType.Value?.ToLowerInvariant())
                .Select(Known)
                .FirstOrDefault(format => format is not null)
            ?? DataFormat.Json;
    }

    private static DataFormat? Known(string? type) =>
        type switch
        {
            "application/json" or "application/*" or "*/*" => DataFormat.Json,
            CsvType or "text/*" => DataFormat.Csv,
            NdjsonType or "application/ndjson" or "application/jsonl" => DataFormat.Ndjson,
            _ => null,
        };
}
