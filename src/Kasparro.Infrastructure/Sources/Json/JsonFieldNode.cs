using System.Globalization;
using System.Text;
using System.Text.Json;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>One name on the way to a field.</summary>
internal sealed class JsonFieldNode
{
    private readonly List<JsonFieldNode> _children = [];
    private readonly string _name;
    private readonly byte[] _nameBytes;

    /// <summary>-1 for a member of an object.</summary>
    private readonly int _element;

    private JsonFieldNode(string path, string name)
    {
        Path = path;
        _name = name;
        _nameBytes = Encoding.UTF8.GetBytes(name);
        _element = name.StartsWith('[') ? int.Parse(name.Trim('[', ']'), CultureInfo.InvariantCulture) : -1;
    }

    public string Path { get; }

    public int? Slot { get; private set; }

    public bool HasChildren => _children.Count > 0;

    /// <summary>True where its children are elements of an array, false for members of an object.</summary>
    public bool IsArray => HasChildren && _children[0]._element >= 0;

    /// <summary>What begins a value that has its children.</summary>
    public JsonTokenType Token => IsArray ? JsonTokenType.StartArray : JsonTokenType.StartObject;

    public string TokenName => IsArray ? "array" : "object";

    public static JsonFieldNode Root() => new("", "");

    public void Add(string path, int slot)
    {
        var node = this;
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).TrimStart('.').Split('.'))
            node = node.Child(part);
        node.Slot = slot;
    }

    /// <summary>Null where no field lies under the name that the reader has just read.</summary>
    public JsonFieldNode? Find(ref Utf8JsonReader reader)
    {
        foreach (var child in _children)
            if (child.IsNamed(ref reader))
                return child;
        return null;
    }

    /// <summary>Null where no field lies in an element.</summary>
    public JsonFieldNode? FindElement(int at)
    {
        foreach (var child in _children)
            if (child._element == at)
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
        reader.ValueIsEscaped
            ? JsonStringReader.IsEqual(ref reader, _name)
            : reader.ValueSpan.SequenceEqual(_nameBytes);

    private JsonFieldNode Child(string part)
    {
        if (_children.Find(child => child._name == part) is { } known)
            return known;

        var isElement = part.StartsWith('[');
        if (HasChildren && IsArray != isElement)
            throw new ArgumentException($"{Path} is read as an object and as an array.", nameof(part));
        _children.Add(new JsonFieldNode(Path.Length == 0 || isElement ? $"{Path}{part}" : $"{Path}.{part}", part));
        return _children[^1];
    }
}
