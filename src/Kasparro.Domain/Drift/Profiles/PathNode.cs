using System.Text;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>A path of the records, with what was counted there, and the paths below it.</summary>
internal sealed class PathNode(byte[] name, string path, PathKeys keys)
{
    /// <summary>More names than a record has fields in one place: they may be data.</summary>
    private const int ManyNames = 32;

    /// <summary>Longer names are text of someone, and no index holds them.</summary>
    private const int MaxLength = 500;

    private readonly List<PathNode> _children = [];
    private readonly byte[][] _named = keys.NamesBelow(path);

    /// <summary>Whether the names below are data, but for those that the source declares.</summary>
    private bool _isKeyed = keys.IsKeyed(path);

    private int _collapsesAt = ManyNames;

    public string Path { get; } = path;

    public ValueTally Tally { get; } = new();

    public IReadOnlyList<PathNode> Children => _children;

    /// <summary>The child that the next name of a record means, a new one where there is none.</summary>
    /// <param name="expected">Where it is looked for first: records repeat their order.</param>
    public PathNode TakeChild(ref CheckedJson json, int expected) =>
        expected < _children.Count && json.TryTakeString(_children[expected].Name)
            ? _children[expected]
            : Child(json.TakeString());

    /// <summary>The child of this name, a new one where there is none.</summary>
    public PathNode Child(ReadOnlySpan<byte> key)
    {
        var wanted = _isKeyed && !IsNamed(key) ? PathKeys.AnyKey : key;
        foreach (var child in _children)
            if (child.IsName(wanted))
                return child;
        return Add(wanted);
    }

    /// <summary>Takes what another one counted.</summary>
    public void Merge(PathNode other)
    {
        Tally.Merge(other.Tally);
        if (other._isKeyed && !_isKeyed)
            Collapse();
        foreach (var child in other._children)
            Child(child.Name).Merge(child);
    }

    private ReadOnlySpan<byte> Name => name;

    private bool IsName(ReadOnlySpan<byte> other) => other.SequenceEqual(name);

    private bool IsNamed(ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual(PathKeys.Element))
            return true;
        foreach (var declared in _named)
            if (key.SequenceEqual(declared))
                return true;
        return false;
    }

    private PathNode Add(ReadOnlySpan<byte> key)
    {
        if (key.Length > MaxLength || Path.Length > MaxLength || !keys.TakeRoom())
            return keys.Overflow;
        var child = new PathNode(key.ToArray(), PathOf(key), keys);
        _children.Add(child);
        if (_children.Count <= _collapsesAt || Path.Length == 0)
            return child;

        _collapsesAt *= 2;
        if (_children.Select(below => below.Tally.Shape).Where(shape => shape != 0).Distinct().Count() > 1)
            return child;
        Collapse();
        return Child(key);
    }

    private void Collapse()
    {
        _isKeyed = true;
        var data = _children.FindAll(child => !IsNamed(child.Name) && !child.IsName(PathKeys.AnyKey));
        _children.RemoveAll(data.Contains);
        foreach (var child in data)
            Child(PathKeys.AnyKey).Merge(child);
    }

    /// <summary>Escapes stay as they were sent: a name is shown and compared, nothing else.</summary>
    private string PathOf(ReadOnlySpan<byte> key)
    {
        var text = Encoding.UTF8.GetString(key);
        return Path.Length == 0 || key.SequenceEqual(PathKeys.Element) ? Path + text : $"{Path}.{text}";
    }
}
