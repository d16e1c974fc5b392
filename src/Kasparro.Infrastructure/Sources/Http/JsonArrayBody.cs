using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kasparro.Domain.Bronze;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Splits a JSON array into the texts of its elements, without copying or changing a byte.</summary>
internal static class JsonArrayBody
{
    // The array is one level around elements that may themselves be as deep as Bronze takes them.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = CanonicalJson.MaxDepth + 1 };

    /// <exception cref="JsonArrayException">It is no JSON array in UTF-8; the message names the byte.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        // The JSON reader looks at the inside of strings only when asked to; PostgreSQL would look at all of it.
        if (!Utf8.IsValid(body.Span))
            throw new JsonArrayException(
                $"text that is not UTF-8 at byte {FirstInvalidByte(body.Span)}",
                endsEarly: false
            );

        var elements = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(body.Span, s_options);
        try
        {
            Read(ref reader, body, elements);
            return elements;
        }
        catch (JsonException malformed)
        {
            var endsEarly = StopsEarly(body.Span);
            throw new JsonArrayException(
                endsEarly
                    ? $"JSON that stops at byte {body.Length}, after {elements.Count} whole records"
                    : $"text that is not JSON behind byte {reader.BytesConsumed}, in record {elements.Count + 1}: {Sentence(malformed)}",
                endsEarly,
                malformed
            );
        }
    }

    /// <summary>True for the beginning of an array that would be well-formed if it went on.</summary>
    public static bool StopsEarly(ReadOnlySpan<byte> body)
    {
        // Told that more may follow, the reader takes the end of the text for a pause.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(s_options));
        try
        {
            while (reader.Read())
                if (reader is { CurrentDepth: 0, TokenType: not JsonTokenType.StartArray })
                    return false;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, List<ReadOnlyMemory<byte>> elements)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonArrayException(
                $"a JSON {Describe(reader.TokenType)} where an array was due",
                endsEarly: false
            );

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(body[start..(int)reader.BytesConsumed]);
        }

        reader.Read(); // throws where anything follows the array
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
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
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.Null => "null",
            _ => "value",
        };
}
