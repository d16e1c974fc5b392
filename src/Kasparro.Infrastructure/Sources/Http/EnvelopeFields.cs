using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Which fields of a response are kept with each of its records, under the last part of their paths and character for
/// character. A field that a response lacks is left out.
/// </summary>
/// <param name="paths">A point leads into an object: <c>status.timestamp</c>.</param>
internal sealed class EnvelopeFields(params string[] paths)
{
    /// <summary>The name of a member, where records are the members of an object.</summary>
    public const string Key = "key";

    /// <summary>When the response was received, in ISO 8601.</summary>
    public const string ReceivedAt = "received_at";

    public static readonly EnvelopeFields None = new();

    private const string InMicroseconds = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private readonly (string Name, JsonPath Path)[] _fields =
    [
        .. paths.Select(path => (path[(path.LastIndexOf('.') + 1)..], new JsonPath(path))),
    ];

    /// <summary>
    /// True where a record says nothing without them, such as a price whose time stands around it: the same payload in
    /// another envelope is then stored again.
    /// </summary>
    public bool AreStated { get; init; }

    /// <summary>
    /// For a source that names no time: <see cref="ReceivedAt"/> is kept, and is part of what it states.
    /// </summary>
    public bool HasReceipt { get; init; }

    private bool IsEmpty => _fields.Length == 0 && !HasReceipt;

    /// <summary>The envelope that all records of a response share; null for none.</summary>
    public RecordEnvelope? Of(ReadOnlySpan<byte> response, DateTimeOffset receivedAt)
    {
        if (IsEmpty)
            return null;
        var text = new ArrayBufferWriter<byte>();
        text.Write("{"u8);
        foreach (var (name, path) in _fields)
            if (path.TryFind(response) is { } found)
                Append(text, name, response[found]);
        if (HasReceipt)
            Append(
                text,
                ReceivedAt,
                Quote(receivedAt.UtcDateTime.ToString(InMicroseconds, CultureInfo.InvariantCulture))
            );
        text.Write("}"u8);
        return new RecordEnvelope(text.WrittenMemory, AreStated || HasReceipt);
    }

    /// <summary>The same envelope with one more member.</summary>
    public static RecordEnvelope With(RecordEnvelope? envelope, string name, ReadOnlySpan<byte> value)
    {
        var text = new ArrayBufferWriter<byte>();
        text.Write(envelope is { IsEmpty: false } shared ? shared.Json.Span[..^1] : "{"u8);
        Append(text, name, value);
        text.Write("}"u8);
        return new RecordEnvelope(text.WrittenMemory, envelope?.IsStated ?? false);
    }

    /// <summary>A name or another text as JSON.</summary>
    public static ReadOnlySpan<byte> Quote(string text) => JsonSerializer.SerializeToUtf8Bytes(StorableText.Of(text));

    private static void Append(ArrayBufferWriter<byte> text, string name, ReadOnlySpan<byte> value)
    {
        if (text.WrittenCount > 1)
            text.Write(","u8);
        text.Write(JsonSerializer.SerializeToUtf8Bytes(name));
        text.Write(":"u8);
        text.Write(value);
    }
}
