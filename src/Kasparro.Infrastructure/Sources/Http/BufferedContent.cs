using System.Net.Http.Headers;
using System.Text.Json;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>A body that has been read whole.</summary>
internal sealed class BufferedContent : ByteArrayContent
{
    private readonly Upstream _upstream;

    public BufferedContent(byte[] body, MediaTypeHeaderValue? contentType, Upstream upstream)
        : base(body)
    {
        (Body, _upstream) = (body, upstream);
        Headers.ContentType = contentType;
    }

    public byte[] Body { get; }

    /// <summary>
    /// True for data that stops before its end although the connection did not break: a proxy cut it off, or half of a
    /// compressed stream, which .NET reads without an error. Worth another attempt, unlike text that was never data.
    /// </summary>
    public bool IsCutOff => Body.Length == 0 || JsonRecords.StopsEarly(Body, Root);

    /// <summary>True where the provider says that another attempt may pass.</summary>
    public bool IsPassingComplaint => _upstream.ComplaintIn(Body)?.Class == FailureClass.Transient;

    private JsonTokenType Root => _upstream.Records.IsInObject ? JsonTokenType.StartObject : JsonTokenType.StartArray;
}
