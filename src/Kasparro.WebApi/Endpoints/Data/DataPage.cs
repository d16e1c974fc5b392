using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>
/// A page of /data as JSON, written straight into the response's buffer. By hand, because numbers go out digit for digit as PostgreSQL
/// has them: no .NET number holds all of them. <see cref="DataAnswer"/> is its documented shape.
/// </summary>
internal sealed class DataPage(MarketDataPage page, GetMarketData query, string? nextCursor) : IResult, IEndpointMetadataProvider
{
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new Microsoft.AspNetCore.Http.ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(DataAnswer), ["application/json"]));

    public async Task ExecuteAsync(HttpContext context)
    {
        if (nextCursor is not null) NextPage.Announce(context, nextCursor);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, s_writing)) Write(json, RequestIdentity.Of(context));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, RequestIdentity request)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var row in page.Rows) Write(json, row);
        json.WriteEndArray();
        WritePagination(json);
        json.WriteStartArray("ambiguous_symbols");
        foreach (var symbol in page.AmbiguousSymbols) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteString("request_id", request.Id);
        json.WriteNumber("api_latency_ms", request.LatencyMs);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MarketDataRow row)
    {
        json.WriteStartObject();
        json.WriteString("asset_id", row.AssetId);
        json.WriteString("symbol", row.Symbol);
        json.WriteString("name", row.Name);
        json.WriteString("source", row.Source);
        WriteNumber(json, "price_usd", row.PriceUsd);
        WriteNumber(json, "market_cap_usd", row.MarketCapUsd);
        WriteNumber(json, "volume_24h_usd", row.Volume24hUsd);
        json.WriteString("last_updated", Utc.Format(row.LastUpdated));
        json.WriteString("created_at", Utc.Format(row.CreatedAt));
        json.WriteEndObject();
    }

    /// <summary>PostgreSQL writes numeric as digits with a point: JSON as it is.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, string? digits)
    {
        json.WritePropertyName(name);
        if (digits is null) json.WriteNullValue();
        else json.WriteRawValue(digits, skipInputValidation: true);
    }

    private void WritePagination(Utf8JsonWriter json)
    {
        json.WriteStartObject("pagination");
        json.WriteNumber("limit", query.Limit);
        json.WriteNumber("offset", query.Offset);
        json.WriteNumber("count", page.Rows.Count);
        json.WriteString("next_cursor", nextCursor);
        json.WriteEndObject();
    }
}
