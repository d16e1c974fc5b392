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

    private readonly PathNode _root = new([], "", new PathKeys(declared, keyed));

    public long Rows { get; private set; }

    /// <param name="payload">JSON that was checked: its hash was taken before.</param>
    public void Add(ReadOnlySpan<byte> payload)
    {
        var json = new CheckedJson(payload);
        Read(ref json, _root, depth: 0);
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

    private void Read(ref CheckedJson json, PathNode node, int depth)
    {
        switch (json.Peek())
        {
            case (byte)'{':
                node.Tally.Count(JsonType.Object);
                ReadObject(ref json, node, depth);
                break;
            case (byte)'[':
                node.Tally.Count(JsonType.Array);
                ReadArray(ref json, node, depth);
                break;
            case (byte)'"':
                node.Tally.CountText(json.TakeString());
                break;
            case (byte)'n':
                node.Tally.CountNull();
                json.TakeWord();
                break;
            case (byte)'t' or (byte)'f':
                node.Tally.Count(JsonType.Boolean);
                json.TakeWord();
                break;
            default:
                node.Tally.CountNumber(json.TakeNumber());
                break;
        }
    }

    private void ReadObject(ref CheckedJson json, PathNode node, int depth)
    {
        if (depth == MaxDepth)
        {
            json.SkipContainer();
            return;
        }

        json.Take();
        for (var at = 0; json.Peek() != (byte)'}'; at++)
        {
            var child = node.TakeChild(ref json, at);
            child.Tally.See(Rows);
            json.Take(); // the colon
            Read(ref json, child, depth + 1);
            if (json.Peek() == (byte)',')
                json.Take();
        }

        json.Take();
    }

    private void ReadArray(ref CheckedJson json, PathNode node, int depth)
    {
        if (depth == MaxDepth)
        {
            json.SkipContainer();
            return;
        }

        PathNode? element = null;
        json.Take();
        while (json.Peek() != (byte)']')
        {
            element ??= node.Child(PathKeys.Element);
            element.Tally.See(Rows);
            Read(ref json, element, depth + 1);
            if (json.Peek() == (byte)',')
                json.Take();
        }

        json.Take();
    }
}
