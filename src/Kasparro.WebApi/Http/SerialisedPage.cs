using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kasparro.WebApi.Telemetry;
using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Http;

/// <summary>A page as it is sent, up to what differs from request to request.</summary>
/// <param name="json">Without the closing bracket, and without the members of <see cref="ApiResponse"/>.</param>
/// <param name="link">Leads to the next page; null on the last one.</param>
/// <param name="version">The version of Silver; null where the page has no rows.</param>
/// <param name="tag">Null where the version is.</param>
internal sealed class SerialisedPage(byte[] json, string? link, long? version, EntityTagHeaderValue? tag) : IResult
{
    /// <summary>Room for a page of the default size.</summary>
    private const int InitialBytes = 16 * 1024;

    /// <summary>A larger buffer is not kept for the next page.</summary>
    private const int MaxKeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    /// <summary>The end of a response before it is completed: the members that differ are the last ones.</summary>
    private static ReadOnlySpan<byte> EmptyEnd => ""","request_id":"","api_latency_ms":0}"""u8;

    public long? Version => version;

    /// <summary>Of its text; all but the JSON has two bytes a character.</summary>
    public long Bytes => json.Length + (2 * (link?.Length ?? 0));

    public static SerialisedPage Of<T>(T response, long? version, JsonSerializerOptions options, HttpRequest request)
        where T : ApiResponse, IPageResponse
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, ApiJson.Writing))
            JsonSerializer.Serialize(json, response, options);
        if (!buffer.WrittenSpan.EndsWith(EmptyEnd))
            throw new InvalidOperationException($"{typeof(T).Name} does not end with request_id and api_latency_ms.");

        if (buffer.Capacity > MaxKeptBytes)
            t_buffer = null;
        return new SerialisedPage(
            buffer.WrittenSpan[..^EmptyEnd.Length].ToArray(),
            response.NextCursor is { } cursor ? NextPage.Link(request, cursor) : null,
            version,
            version is { } known ? VersionTag.Of(request, known) : null
        );
    }

    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        if (link is not null)
            response.Headers.Link = link;
        if (tag is not null)
            VersionTag.Write(response, tag);
        if (tag is not null && VersionTag.Matches(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = $"{MediaTypes.Json}; charset=utf-8";
        var request = RequestIdentity.Of(context);
        // The id is hexadecimal digits, so it needs no escaping.
        var end = string.Create(
            CultureInfo.InvariantCulture,
            $",\"request_id\":\"{request.Id}\",\"api_latency_ms\":{request.LatencyMs}}}"
        );
        response.ContentLength = json.Length + end.Length;
        // What is written before the headers would be copied once more.
        await response.StartAsync(context.RequestAborted);
        response.BodyWriter.Write(json);
        Encoding.ASCII.GetBytes(end, response.BodyWriter);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
