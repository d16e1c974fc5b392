using System.Net.Http.Headers;

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
    /// True for data that stops before its end although the connection did not break: a proxy or a half gzip stream,
    /// which .NET
    /// unpacks without a word, cut it off. Worth another attempt, unlike text that was never data.
    /// </summary>
    public bool IsCutOff => Body.Length == 0 || JsonArrayBody.StopsEarly(Body);
}
