using System.Text;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>Which names of the records are fields and which are data, and how many paths there is room for.</summary>
/// <param name="declared">Paths that the source reads.</param>
/// <param name="keyed">Paths of objects whose names are data.</param>
internal sealed class PathKeys(IReadOnlyCollection<string> declared, IReadOnlyCollection<string> keyed)
{
    /// <summary>More than any source has; records of random names must not fill the memory.</summary>
    private const int MaxPaths = 2_000;

    private int _paths;
    private PathNode? _overflow;

    /// <summary>Any name of an object whose names are data.</summary>
    public static ReadOnlySpan<byte> AnyKey => "*"u8;

    /// <summary>Any element of an array.</summary>
    public static ReadOnlySpan<byte> Element => "[]"u8;

    /// <summary>Counts what there was no room for; it is part of no profile.</summary>
    public PathNode Overflow => _overflow ??= new PathNode([], "…", this);

    public bool IsKeyed(string path) => keyed.Contains(path);

    public bool TakeRoom() => ++_paths <= MaxPaths;

    /// <summary>The names below a path that the source reads: fields, whatever the others are.</summary>
    public byte[][] NamesBelow(string path) =>
        path.Length == 0
            ? []
            :
            [
                .. declared
                    .Where(field => field.StartsWith($"{path}.", StringComparison.Ordinal))
                    .Select(field => field[(path.Length + 1)..].Split('.')[0])
                    .Distinct()
                    .Select(Encoding.UTF8.GetBytes),
            ];
}
