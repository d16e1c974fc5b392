using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>
/// Picks named fields out of a JSON object in one pass, without building a document. A number keeps its lexeme, a text
/// its
/// characters, even such as no text should hold: judging them is the rules' work. Of equal keys the last one counts.
/// </summary>
internal sealed class JsonFields
{
    private const int MaxShownBytes = 96;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = CanonicalJson.MaxDepth + 1 };

    private readonly Node _root = new("", []);
    private readonly int _count;

    /// <param name="paths">Names as messages show them; a point leads into an object: <c>quotes.USD.price</c>.</param>
    public JsonFields(params string[] paths)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths.Length, FieldBuffer.Capacity);
        _count = paths.Length;
        for (var slot = 0; slot < paths.Length; slot++)
            _root.Add(paths[slot], slot);
    }

    /// <summary>
    /// Fills the buffer in the order of the paths. Null where that went well, else why the payload is not an object.
    /// </summary>
    public Mapping.Rejected? Read(ReadOnlySpan<byte> payload, Span<Field> fields)
    {
        var reader = new Utf8JsonReader(payload, s_options);
        try
        {
            _root.Reset(fields[.._count]);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return NotAnObject($"payload is {Shown(payload)}, not a JSON object");

            ReadObject(ref reader, payload, _root, fields);
            reader.Read(); // throws where anything follows the object
            return null;
        }
        catch (JsonException malformed)
        {
            return NotAnObject($"payload is not JSON: {malformed.Message}");
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, Node node, Span<Field> fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            reader.Read();
            if (child is null)
                reader.Skip();
            else
                ReadValue(ref reader, payload, child, fields);
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, Node node, Span<Field> fields)
    {
        node.Reset(fields); // an earlier value under the same key, with all that was in it
        if (node.Slot is { } slot)
            fields[slot] = ToField(ref reader, payload, node.Path);

        if (reader.TokenType == JsonTokenType.StartObject && node.HasChildren)
            ReadObject(ref reader, payload, node, fields);
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

    private static Mapping.Rejected NotAnObject(string reason) => new(TransformFailureType.NotAnObject, reason);

    private static string Shown(ReadOnlySpan<byte> json) =>
        Encoding.UTF8.GetString(json[..Math.Min(json.Length, MaxShownBytes)]).Replace('\0', '\uFFFD');

    /// <summary>One name on the way to a field.</summary>
    private sealed class Node(string path, byte[] name)
    {
        private readonly List<Node> _children = [];

        public string Path { get; } = path;

        public int? Slot { get; private set; }

        public bool HasChildren => _children.Count > 0;

        public void Add(string path, int slot)
        {
            var node = this;
            foreach (var part in path.Split('.'))
                node = node.Child(part);
            node.Slot = slot;
        }

        public Node? Find(ref Utf8JsonReader reader)
        {
            foreach (var child in _children)
                if (child.IsNamed(ref reader))
                    return child;
            return null;
        }

        public void Reset(Span<Field> fields)
        {
            if (Slot is { } slot)
                fields[slot] = Field.Missing(Path);
            foreach (var child in _children)
                child.Reset(fields);
        }

        private bool IsNamed(ref Utf8JsonReader reader) =>
            reader.ValueIsEscaped ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name);

        private Node Child(string part)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            if (_children.Find(child => child.IsNamed(bytes)) is { } known)
                return known;

            _children.Add(new Node(Path.Length == 0 ? part : $"{Path}.{part}", bytes));
            return _children[^1];
        }

        private bool IsNamed(byte[] other) => name.AsSpan().SequenceEqual(other);
    }
}
