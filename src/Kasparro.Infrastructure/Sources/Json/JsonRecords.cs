using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// The elements of a JSON array, or the members of an object, taken out as their texts, part by part, without copying
/// or changing a byte. Only a part of them exists at a time: three megabytes can hold more than a million.
/// </summary>
internal sealed class JsonRecords
{
    // Records may nest as deep as they like: the reader does not recurse.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = int.MaxValue };

    private readonly ReadOnlyMemory<byte> _text;
    private readonly bool _areMembers;

    private JsonRecords(ReadOnlyMemory<byte> text, bool areMembers, int count) =>
        (_text, _areMembers, Count) = (text, areMembers, count);

    public int Count { get; }

    /// <summary>The array, or object, as it was sent.</summary>
    public ReadOnlyMemory<byte> Text => _text;

    /// <param name="place">Where in the body they stand; null where they are all of it.</param>
    /// <param name="areMembers">True for the members of an object.</param>
    /// <exception cref="JsonRecordsException">There are none in UTF-8; the message names the byte.</exception>
    public static JsonRecords Read(ReadOnlyMemory<byte> body, JsonPath? place = null, bool areMembers = false)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        // The JSON reader looks into strings only on request; PostgreSQL looks at all of them.
        if (!Utf8.IsValid(body.Span))
            throw new JsonRecordsException(
                $"text that is not UTF-8 at byte {FirstInvalidByte(body.Span)}",
                endsEarly: false
            );

        if (place is not null)
            body = Find(body, place);
        var reader = new Utf8JsonReader(body.Span, s_options);
        var count = 0;
        try
        {
            CountRecords(ref reader, areMembers, ref count);
            return new JsonRecords(body, areMembers, count);
        }
        catch (JsonException malformed)
        {
            throw StopsEarly(body.Span, areMembers ? JsonTokenType.StartObject : JsonTokenType.StartArray)
                ? new JsonRecordsException(
                    $"JSON that stops at byte {body.Length}, after {count} whole records",
                    endsEarly: true,
                    malformed
                )
                : new JsonRecordsException(
                    $"text that is not JSON behind byte {reader.BytesConsumed}, "
                        + $"in record {count + 1}: {Sentence(malformed)}",
                    endsEarly: false,
                    malformed
                );
        }
    }

    /// <summary>True for the start of an array, or object, that would be well-formed if it went on.</summary>
    public static bool StopsEarly(ReadOnlySpan<byte> body, JsonTokenType root = JsonTokenType.StartArray)
    {
        // In a block that is not the final one, the reader takes the end of the text for a pause.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(s_options));
        try
        {
            while (reader.Read())
                if (reader.CurrentDepth == 0 && reader.TokenType != root)
                    return false;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>In order, at most <paramref name="size"/> at a time: slices of the body.</summary>
    public IEnumerable<IReadOnlyList<JsonRecordText>> Parts(int size)
    {
        var (state, at) = Start();
        while (NextPart(ref state, ref at, size) is { Count: > 0 } part)
            yield return part;
    }

    private static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> body, JsonPath place)
    {
        try
        {
            return place.Find(body.Span) is { } found
                ? body[found]
                : throw new JsonRecordsException($"a JSON value without {place}", endsEarly: false);
        }
        catch (JsonException malformed)
        {
            var endsEarly = StopsEarly(body.Span, JsonTokenType.StartObject);
            throw new JsonRecordsException(
                endsEarly ? $"JSON that stops at byte {body.Length}" : $"text that is not JSON: {Sentence(malformed)}",
                endsEarly,
                malformed
            );
        }
    }

    private static void CountRecords(ref Utf8JsonReader reader, bool areMembers, ref int count)
    {
        reader.Read();
        if (reader.TokenType != (areMembers ? JsonTokenType.StartObject : JsonTokenType.StartArray))
            throw new JsonRecordsException(
                $"a JSON {Describe(reader.TokenType)} instead of an {(areMembers ? "object" : "array")}",
                endsEarly: false
            );

        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            reader.Skip();
            count++;
        }

        reader.Read(); // throws where anything follows
    }

    /// <summary>Behind the opening bracket.</summary>
    private (JsonReaderState State, int At) Start()
    {
        var reader = new Utf8JsonReader(_text.Span, s_options);
        reader.Read();
        return (reader.CurrentState, (int)reader.BytesConsumed);
    }

    private List<JsonRecordText> NextPart(ref JsonReaderState state, ref int at, int size)
    {
        var part = new List<JsonRecordText>();
        var reader = new Utf8JsonReader(_text.Span[at..], isFinalBlock: true, state);
        while (
            part.Count < size
            && reader.Read()
            && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject)
        )
        {
            var name = _areMembers ? JsonStringReader.Of(ref reader) : null;
            if (_areMembers)
                reader.Read();
            var start = at + (int)reader.TokenStartIndex;
            reader.Skip();
            part.Add(new JsonRecordText(name, _text[start..(at + (int)reader.BytesConsumed)]));
        }

        (state, at) = (reader.CurrentState, at + (int)reader.BytesConsumed);
        return part;
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }

    // The reader's message ends in its own count of lines and bytes, within a text that people see as one line.
    private static string Sentence(JsonException malformed) =>
        malformed.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is var end and > 0
            ? malformed.Message[..end]
            : malformed.Message;

    private static string Describe(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.Null => "null",
            _ => "value",
        };
}
