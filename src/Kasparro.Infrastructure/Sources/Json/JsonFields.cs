using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// Picks named fields out of a JSON object, or array, in one pass, without building a document. A number keeps its
/// lexeme, a text its characters, even such as no text should hold: judging them is the rules' work. Of equal keys the
/// last counts.
/// </summary>
internal sealed class JsonFields
{
    private const int MaxShownBytes = 96;

    private static readonly JsonReaderOptions s_anyDepth = new() { MaxDepth = int.MaxValue };

    private readonly JsonFieldNode _root = JsonFieldNode.Root();
    private readonly JsonReaderOptions _options;
    private readonly int _count;

    /// <param name="paths">Names as messages show them; a dot leads into an object, and a number in brackets
    /// into an array, from 0: <c>quotes.USD.price</c>, <c>c[0]</c>, or <c>[4]</c> where payloads are arrays.</param>
    public JsonFields(params string[] paths)
        : this(CanonicalJson.MaxDepth, paths) { }

    private JsonFields(int maxDepth, string[] paths)
    {
        _options = new JsonReaderOptions { MaxDepth = maxDepth };
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths.Length, FieldBuffer.Capacity);
        _count = paths.Length;
        for (var slot = 0; slot < paths.Length; slot++)
            _root.Add(paths[slot], slot);
    }

    /// <summary>For payloads that have not been judged yet: nesting of any depth is skipped.</summary>
    public static JsonFields OfAnyDepth(params string[] paths) => new(int.MaxValue, paths);

    /// <summary>
    /// Fills the buffer in the order of the paths. Null where that went well, else why the payload cannot be read.
    /// </summary>
    public Mapping.Rejected? Read(ReadOnlySpan<byte> payload, Span<Field> fields)
    {
        var reader = new Utf8JsonReader(payload, _options);
        try
        {
            _root.Reset(fields[.._count]);
            reader.Read();
            if (reader.TokenType != _root.Token)
                return NotAnObject($"payload is {Shown(payload)}, not a JSON {_root.TokenName}");

            ReadMembers(ref reader, payload, _root, fields);
            reader.Read(); // throws where anything follows
            return null;
        }
        catch (JsonException) when (IsWellFormed(payload))
        {
            return new(TransformFailureType.TooDeep, $"payload is nested deeper than {_options.MaxDepth} levels");
        }
        catch (JsonException malformed)
        {
            return NotAnObject($"payload is not JSON: {malformed.Message}");
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, s_anyDepth);
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadMembers(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> payload,
        JsonFieldNode node,
        Span<Field> fields
    )
    {
        for (var at = 0; node.IsArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
            if (node.FindElement(at) is { } element)
                ReadValue(ref reader, payload, element, fields);
            else
                reader.Skip();
        while (!node.IsArray && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            reader.Read();
            if (child is null)
                reader.Skip();
            else
                ReadValue(ref reader, payload, child, fields);
        }
    }

    private static void ReadValue(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> payload,
        JsonFieldNode node,
        Span<Field> fields
    )
    {
        node.Reset(fields); // an earlier value under the same key, with all that was in it
        if (node.Slot is { } slot)
            fields[slot] = ToField(ref reader, payload, node.Path);

        if (node.HasChildren && reader.TokenType == node.Token)
            ReadMembers(ref reader, payload, node, fields);
        else
            reader.Skip();
    }

    private static Field ToField(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, string path) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => Field.Null(path),
            JsonTokenType.Number => Field.OfNumber(path, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.String => Field.OfText(path, JsonStringReader.Of(ref reader)),
            _ => Field.Other(path, Shown(payload[(int)reader.TokenStartIndex..])),
        };

    private static Mapping.Rejected NotAnObject(string reason) =>
        new(TransformFailureType.NotAnObject, StorableText.Of(reason));

    private static string Shown(ReadOnlySpan<byte> json) =>
        StorableText.Of(Encoding.UTF8.GetString(json[..Math.Min(json.Length, MaxShownBytes)]));
}
