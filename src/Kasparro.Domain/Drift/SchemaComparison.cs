using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>What differs between the records of a run and what is known of the source.</summary>
/// <param name="known">What the source's records looked like before.</param>
/// <param name="current">What those of the run look like.</param>
/// <param name="standing">Changes that were found before and are neither over nor accepted.</param>
public sealed class SchemaComparison(
    SchemaProfile known,
    SchemaProfile current,
    DeclaredFields fields,
    IReadOnlyList<SchemaChange> standing
)
{
    /// <summary>Fewer records say nothing.</summary>
    public const int FewestRows = 5;

    /// <summary>A path is gone for sure only where so many records should have had it.</summary>
    private const double SureOfRemoval = 0.99;

    /// <summary>A new path, or a new type, of fewer records is a stray value.</summary>
    private const double ShareOfNews = 0.05;

    private const double RenameFrom = 0.8;

    private readonly List<string> _removed =
    [
        .. known
            .Paths.Where(path => IsFixed(path.Key) && IsGone(current, path.Key))
            .Where(path => Removal(path.Value, current.Rows) >= SureOfRemoval || IsStanding(standing, path.Key))
            .Select(path => path.Key),
    ];

    private readonly List<string> _added =
    [
        .. current
            .Paths.Where(path => IsFixed(path.Key) && known.Find(path.Key) is null)
            .Where(path => Addition(path.Value) >= ShareOfNews)
            .Select(path => path.Key),
    ];

    private readonly List<string> _scaled =
    [
        .. current
            .Paths.Where(path => ScaleShift.IsCandidate(known.Find(path.Key), path.Value))
            .Select(path => path.Key),
    ];

    /// <summary>Too few records to compare: nothing is found, and nothing that was found ends.</summary>
    public bool IsJudged => current.Rows >= FewestRows && known.Rows >= FewestRows;

    /// <summary>Whether values before and after have to be compared, id by id.</summary>
    public bool NeedsPairs => IsJudged && ((_removed.Count > 0 && _added.Count > 0) || _scaled.Count > 0);

    /// <summary>All changes, in the order of their paths.</summary>
    /// <param name="pairs">Of the same ids, before and after; may be empty where none are needed.</param>
    public IReadOnlyList<SchemaChange> Find(IReadOnlyList<RecordPair> pairs)
    {
        if (!IsJudged)
            return standing;

        var renamed = Renames(pairs);
        var moved = renamed.SelectMany(rename => new[] { rename.Path, rename.To }).ToHashSet();
        return
        [
            .. renamed
                .Concat(_removed.Where(path => !moved.Contains(path) && IsReported(path, _removed)).Select(Removed))
                .Concat(_added.Where(path => !moved.Contains(path) && IsReported(path, _added)).Select(Added))
                .Concat(known.Paths.Keys.SelectMany(Changed))
                .Concat(_scaled.Select(path => Scaled(path, pairs)).OfType<SchemaChange>())
                .OrderBy(change => change.Path, StringComparer.Ordinal)
                .ThenBy(change => change.Kind),
        ];
    }

    private IReadOnlyList<SchemaChange> Renames(IReadOnlyList<RecordPair> pairs)
    {
        var before = standing
            .Where(change => change.Kind == DriftKind.Renamed)
            .Where(change => IsGone(current, change.Path) && !IsGone(current, change.To))
            .ToList();
        var olds = _removed.Except(before.Select(change => change.Path)).ToList();
        var news = _added.Except(before.Select(change => change.To)).ToList();
        var scores = (
            from old in olds
            from @new in news
            select (Old: old, New: @new, Score: RenameScore.Of(known, current, old, @new, pairs))
        ).ToList();
        return
        [
            .. before,
            .. scores
                .Where(pair => pair.Score >= RenameFrom)
                .Where(pair => scores.All(other => IsNoBetter(other, pair)))
                .Select(pair => new SchemaChange(
                    pair.Old,
                    DriftKind.Renamed,
                    pair.Old,
                    pair.New,
                    fields.SeverityOf(pair.Old),
                    Math.Round(pair.Score, 4)
                )),
        ];
    }

    /// <summary>Mutual best: neither name has a better partner.</summary>
    private static bool IsNoBetter(
        (string Old, string New, double Score) other,
        (string Old, string New, double Score) pair
    ) => other == pair || (other.Old != pair.Old && other.New != pair.New) || other.Score < pair.Score;

    private SchemaChange Removed(string path) =>
        new(
            path,
            DriftKind.Removed,
            "present",
            "absent",
            fields.SeverityOf(path),
            Math.Round(Removal(known.Paths[path], current.Rows), 4)
        );

    private SchemaChange Added(string path) =>
        new(path, DriftKind.Added, "absent", "present", Severity.Info, Math.Round(Addition(current.Paths[path]), 4));

    private IEnumerable<SchemaChange> Changed(string path) =>
        current.Find(path) is { Seen: >= FewestRows } now && known.Paths[path] is { Seen: > 0 } before
            ? ValueChanges.Of(path, before, now, fields)
            : [];

    private SchemaChange? Scaled(string path, IReadOnlyList<RecordPair> pairs) =>
        standing.FirstOrDefault(change => change.Kind == DriftKind.ScaleShifted && change.Path == path)
        ?? ScaleShift.Of(path, pairs, fields.SeverityOf(path));

    /// <summary>What goes or comes with the object around it is said once, unless the source reads it.</summary>
    private bool IsReported(string path, List<string> all) =>
        fields.Read.Contains(path) || !all.Exists(other => IsBelow(path, other));

    internal static bool IsBelow(string path, string other) =>
        path.StartsWith($"{other}.", StringComparison.Ordinal)
        || path.StartsWith($"{other}[]", StringComparison.Ordinal);

    /// <summary>Names that are data come and go.</summary>
    private static bool IsFixed(string path) => !path.Split('.').Contains("*");

    private static bool IsGone(SchemaProfile profile, string path) => profile.Find(path) is null or { Seen: 0 };

    private static bool IsStanding(IReadOnlyList<SchemaChange> standing, string path) =>
        standing.Any(change => change.Path == path && change.Kind is DriftKind.Removed or DriftKind.Renamed);

    private static double Removal(PathCounts before, long rows) => 1 - Math.Pow(1 - before.Presence, rows);

    private static double Addition(PathCounts now) =>
        now.Rows == 0 ? 0 : Robust.WilsonLowerBound(Math.Min(now.Seen, now.Rows), now.Rows);
}
