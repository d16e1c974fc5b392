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

    private JsonFieldNode(string path, string name)
    {
        Path = path;
        _name = name;
        _nameBytes = Encoding.UTF8.GetBytes(name);
    }

    public string Path { get; }

    public int? Slot { get; private set; }

    public bool HasChildren => _children.Count > 0;

    public static JsonFieldNode Root() => new("", "");

    public void Add(string path, int slot)
    {
        var node = this;
        foreach (var part in path.Split('.'))
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

        _children.Add(new JsonFieldNode(Path.Length == 0 ? part : $"{Path}.{part}", part));
        return _children[^1];
    }
}
