using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>
/// A page of /data, written once: for this answer and for those to come. <see cref="MarketDataResponse"/> is its documented
/// shape.
/// </summary>
/// <param name="json">As it goes out, up to what differs from request to request.</param>
/// <param name="link">Leads to the next page; null on the last one.</param>
/// <param name="version">The commit that it is of; null where it has no rows: nothing says then which one.</param>
/// <param name="tag">Null where the version is.</param>
internal sealed class SerialisedPage(ReadOnlyMemory<byte> json, string? link, long? version, EntityTagHeaderValue? tag)
    : IResult,
        IEndpointMetadataProvider
{
    private const int BytesPerRow = 320;

    public long? Version => version;

    /// <summary>Of its text: 16-bit characters but for the JSON.</summary>
    public long Bytes => json.Length + (2 * (link?.Length ?? 0));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(
                StatusCodes.Status200OK,
                typeof(MarketDataResponse),
                ["application/json", MarketDataFormats.CsvType, MarketDataFormats.NdjsonType]
            )
        );

    public static SerialisedPage Of(MarketDataPage page, MarketDataQuery asked, HttpRequest request)
    {
        var nextCursor = page.HasMore ? asked.CursorAfter(page.Rows[^1]) : null;
        var buffer = new ArrayBufferWriter<byte>((page.Rows.Count + 1) * BytesPerRow);
        using (var json = new Utf8JsonWriter(buffer, MarketDataRowJson.Writing))
            Write(json, page, asked, nextCursor);
        return new SerialisedPage(
            buffer.WrittenMemory,
            nextCursor is null ? null : NextPage.Link(request, nextCursor),
            page.Version,
            page.Version is { } version ? VersionTag.Of(request, version) : null
        );
    }

    /// <summary>The same without the room it was written in, to be kept.</summary>
    public SerialisedPage Trimmed() => new(json.ToArray(), link, version, tag);

    public bool IsKnownTo(HttpRequest request) => tag is not null && VersionTag.IsKnown(request, tag);

    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        if (link is not null)
            response.Headers.Link = link;
        if (tag is not null)
            VersionTag.Write(response, tag);
        if (IsKnownTo(context.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        var request = RequestIdentity.Of(context);
        response.BodyWriter.Write(json.Span);
        // The id is hexadecimal digits, so it needs no escaping.
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $",\"request_id\":\"{request.Id}\",\"api_latency_ms\":{request.LatencyMs}}}"
            ),
            response.BodyWriter
        );
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>All but the members that differ from request to request, and the bracket that closes them.</summary>
    private static void Write(Utf8JsonWriter json, MarketDataPage page, MarketDataQuery asked, string? nextCursor)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var row in page.Rows)
            MarketDataRowJson.Write(json, row, asked.NumbersAsText);
        json.WriteEndArray();
        json.WriteStartObject("pagination");
        json.WriteNumber("limit", asked.Page.Limit);
        json.WriteNumber("offset", asked.Page.Offset);
        json.WriteNumber("count", page.Rows.Count);
        json.WriteString("next_cursor", nextCursor);
        json.WriteEndObject();
        json.WriteStartArray("ambiguous_symbols");
        foreach (var symbol in page.AmbiguousSymbols)
            json.WriteStringValue(symbol);
        json.WriteEndArray();
    }
}
