using System.Text.Json;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>
/// Counts what records look like, one after the other. Not for several threads: each has its own, and they are merged.
/// The order of records and of keys does not matter.
/// </summary>
/// <param name="declared">Paths that the source reads: they keep their names also among names that are data.</param>
/// <param name="keyed">Paths of objects whose names are data, such as currencies.</param>
public sealed class RecordProfile(IReadOnlyCollection<string> declared, IReadOnlyCollection<string> keyed)
{
    /// <summary>Deeper than market data is.</summary>
    private const int MaxDepth = 16;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = int.MaxValue };

    private readonly PathNode _root = new([], "", new PathKeys(declared, keyed));

    public long Rows { get; private set; }

    /// <exception cref="JsonException">The payload is not JSON.</exception>
    public void Add(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, s_options);
        reader.Read();
        Read(ref reader, _root, depth: 0);
        Rows++;
    }

    public void Merge(RecordProfile other)
    {
        _root.Merge(other._root);
        Rows += other.Rows;
    }

    public SchemaProfile ToProfile()
    {
        var paths = new SortedDictionary<string, PathCounts>(StringComparer.Ordinal);
        AddTo(paths, _root);
        return new SchemaProfile { Rows = Rows, Paths = paths };
    }

    private void AddTo(SortedDictionary<string, PathCounts> paths, PathNode node)
    {
        foreach (var child in node.Children)
        {
            paths[child.Path] = child.Tally.ToCounts(Rows);
            AddTo(paths, child);
        }
    }

    private void Read(ref Utf8JsonReader reader, PathNode node, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                node.Tally.Count(JsonType.Object);
                ReadObject(ref reader, node, depth);
                break;
            case JsonTokenType.StartArray:
                node.Tally.Count(JsonType.Array);
                ReadArray(ref reader, node, depth);
                break;
            case JsonTokenType.String:
                node.Tally.CountText(reader.ValueSpan);
                break;
            case JsonTokenType.Number:
                node.Tally.CountNumber(reader.ValueSpan);
                break;
            case JsonTokenType.Null:
                node.Tally.CountNull();
                break;
            default:
                node.Tally.Count(JsonType.Boolean);
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, PathNode node, int depth)
    {
        if (depth == MaxDepth)
        {
            reader.Skip();
            return;
        }

        for (var at = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; at++)
        {
            var child = node.Child(reader.ValueSpan, at);
            child.Tally.See(Rows);
            reader.Read();
            Read(ref reader, child, depth + 1);
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, PathNode node, int depth)
    {
        if (depth == MaxDepth)
        {
            reader.Skip();
            return;
        }

        PathNode? element = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            element ??= node.Child(PathKeys.Element, 0);
            element.Tally.See(Rows);
            Read(ref reader, element, depth + 1);
        }
    }
}
