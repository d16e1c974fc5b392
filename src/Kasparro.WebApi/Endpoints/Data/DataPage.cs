using System.Reflection;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>
/// A page of /data as JSON, written straight into the response's buffer. <see cref="DataAnswer"/> is its documented shape.
/// </summary>
internal sealed class DataPage(MarketDataPage page, GetMarketData query, string? nextCursor, bool numbersAsText) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(DataAnswer), ["application/json", DataFormats.CsvType, DataFormats.NdjsonType]));

    public async Task ExecuteAsync(HttpContext context)
    {
        if (nextCursor is not null) NextPage.Announce(context, nextCursor);
        if (page.Version is { } version) VersionTag.Write(context.Response, VersionTag.Of(context.Request, version));
        context.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, DataRowJson.Writing)) Write(json, RequestIdentity.Of(context));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, RequestIdentity request)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var row in page.Rows) DataRowJson.Write(json, row, numbersAsText);
        json.WriteEndArray();
        WritePagination(json);
        json.WriteStartArray("ambiguous_symbols");
        foreach (var symbol in page.AmbiguousSymbols) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteString("request_id", request.Id);
        json.WriteNumber("api_latency_ms", request.LatencyMs);
        json.WriteEndObject();
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
