using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>
/// A page of /data as JSON, written once: for this answer and for those to come. <see cref="DataAnswer"/> is its documented shape.
/// </summary>
internal sealed class DataPage(ReadOnlyMemory<byte> json, string? nextCursor, long? version) : IResult, IEndpointMetadataProvider
{
    private const int BytesPerRow = 320;

    public DataPage(CachedPage page) : this(page.Json, page.NextCursor, page.Version)
    {
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(DataAnswer), ["application/json", DataFormats.CsvType, DataFormats.NdjsonType]));

    public static DataPage Of(MarketDataPage page, DataQuery asked)
    {
        var nextCursor = page.HasMore ? asked.CursorAfter(page.Rows[^1]) : null;
        var buffer = new ArrayBufferWriter<byte>((page.Rows.Count + 1) * BytesPerRow);
        using (var json = new Utf8JsonWriter(buffer, DataRowJson.Writing)) Write(json, page, asked, nextCursor);
        return new DataPage(buffer.WrittenMemory, nextCursor, page.Version);
    }

    /// <summary>Null where it has no rows: nothing says then which commit it is of.</summary>
    public CachedPage? ToCached() => version is { } known ? new CachedPage(json.ToArray(), nextCursor, known) : null;

    public async Task ExecuteAsync(HttpContext context)
    {
        if (nextCursor is not null) NextPage.Announce(context, nextCursor);
        if (version is { } known) VersionTag.Write(context.Response, VersionTag.Of(context.Request, known));
        context.Response.ContentType = "application/json; charset=utf-8";
        var request = RequestIdentity.Of(context);
        context.Response.BodyWriter.Write(json.Span);
        // The id is hexadecimal digits, so it needs no escaping.
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"request_id\":\"{request.Id}\",\"api_latency_ms\":{request.LatencyMs}}}"), context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>All but the members that differ from request to request, and the bracket that closes them.</summary>
    private static void Write(Utf8JsonWriter json, MarketDataPage page, DataQuery asked, string? nextCursor)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var row in page.Rows) DataRowJson.Write(json, row, asked.NumbersAsText);
        json.WriteEndArray();
        json.WriteStartObject("pagination");
        json.WriteNumber("limit", asked.Page.Limit);
        json.WriteNumber("offset", asked.Page.Offset);
        json.WriteNumber("count", page.Rows.Count);
        json.WriteString("next_cursor", nextCursor);
        json.WriteEndObject();
        json.WriteStartArray("ambiguous_symbols");
        foreach (var symbol in page.AmbiguousSymbols) json.WriteStringValue(symbol);
        json.WriteEndArray();
    }
}
