using System.Text.Json;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>Finds the value under a name in a JSON text, without building a document. Of equal names the last
/// counts.</summary>
/// <param name="path">A point leads into an object: <c>result.list</c>.</param>
internal sealed class JsonPath(string path)
{
    private static readonly JsonReaderOptions s_anyDepth = new() { MaxDepth = int.MaxValue };

    private readonly string[] _names = path.Split('.');

    /// <summary>Where the value stands in the text; null where there is none.</summary>
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public Range? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_anyDepth);
        reader.Read();
        var found = Find(ref reader, depth: 0);
        reader.Read(); // throws where anything follows the value
        return found;
    }

    /// <summary>As <see cref="Find(ReadOnlySpan{byte})"/>, and null for a text that is no JSON.</summary>
    public Range? TryFind(ReadOnlySpan<byte> json)
    {
        try
        {
            return Find(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => path;

    private Range? Find(ref Utf8JsonReader reader, int depth)
    {
        if (depth == _names.Length)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return start..(int)reader.BytesConsumed;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        Range? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNext = JsonStringReader.IsEqual(ref reader, _names[depth]);
            reader.Read();
            if (isNext)
                found = Find(ref reader, depth + 1);
            else
                reader.Skip();
        }

        return found;
    }
}
