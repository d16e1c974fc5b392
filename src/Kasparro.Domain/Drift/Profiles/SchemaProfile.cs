using System.Security.Cryptography;
using System.Text;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>What the records of a run, or of several, look like.</summary>
public sealed record SchemaProfile
{
    /// <summary>Records.</summary>
    public long Rows { get; init; }

    /// <summary>By path: names joined by points, <c>[]</c> for the elements of an array, <c>*</c> for names that are
    /// data.</summary>
    public SortedDictionary<string, PathCounts> Paths
    {
        get;
        init => field = value ?? [];
    } = new(StringComparer.Ordinal);

    public PathCounts? Find(string path) => Paths.GetValueOrDefault(path);

    /// <summary>
    /// 16 hexadecimal digits of SHA-256 over the sorted paths with their types and whether they are null: the same
    /// shape has the same version.
    /// </summary>
    public string Version
    {
        get
        {
            var shape = new StringBuilder();
            foreach (var (path, counts) in Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
                shape
                    .Append(path)
                    .Append('\0')
                    .AppendJoin(',', counts.Types.Keys)
                    .Append('\0')
                    .Append(counts.NullClass)
                    .Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString())).AsSpan(0, 8));
        }
    }
}
