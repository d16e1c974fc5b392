using System.Net.Http.Headers;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>A body that has been read whole.</summary>
internal sealed class BufferedContent : ByteArrayContent
{
    public BufferedContent(byte[] body, MediaTypeHeaderValue? contentType)
        : base(body)
    {
        Body = body;
        Headers.ContentType = contentType;
    }

    public byte[] Body { get; }

    /// <summary>
    /// True for data that stops before its end although the connection did not break: a proxy cut it off, or half of a
    /// compressed stream, which .NET reads without an error. Worth another attempt, unlike text that was never data.
    /// </summary>
    public bool IsCutOff => Body.Length == 0 || JsonArrayBody.StopsEarly(Body);
}
