using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>What is known of a source's records, and how it follows from run to run.</summary>
public static class KnownSchema
{
    /// <summary>Runs after which the past counts half: sources change slowly, too.</summary>
    private const int RunsOfMemory = 20;

    /// <summary>
    /// What is known after a run. What harms stays as it was, so that it is found again until it ends or is accepted;
    /// what does no harm is known from now on.
    /// </summary>
    public static SchemaProfile After(SchemaProfile known, SchemaProfile current, IReadOnlyList<SchemaChange> changes)
    {
        var paths = new SortedDictionary<string, PathCounts>(StringComparer.Ordinal);
        foreach (var path in known.Paths.Keys.Union(current.Paths.Keys))
            if (Next(path, known.Find(path), current, changes) is { } counts)
                paths[path] = counts;
        return new SchemaProfile { Rows = known.Rows + current.Rows, Paths = paths };
    }

    /// <summary>What is known once a person takes a change as it is.</summary>
    /// <param name="latest">What the records of the latest run look like.</param>
    public static SchemaProfile Accept(SchemaProfile known, SchemaProfile latest, SchemaChange change)
    {
        var paths = new SortedDictionary<string, PathCounts>(known.Paths, StringComparer.Ordinal);
        foreach (var path in known.Paths.Keys.Union(latest.Paths.Keys).Where(path => IsOf(change, path)))
            if (latest.Find(path) is { Seen: > 0 } counts)
                paths[path] = counts;
            else
                paths.Remove(path);
        return known with { Paths = paths };
    }

    private static PathCounts? Next(
        string path,
        PathCounts? known,
        SchemaProfile current,
        IReadOnlyList<SchemaChange> changes
    )
    {
        var of = changes.Where(change => IsOf(change, path)).ToList();
        if (of.Exists(change => change.Severity > Severity.Info))
            return known;
        var now = current.Find(path);
        if (known is null || of.Count > 0)
            return now is { Seen: > 0 } ? now : null;

        var counts = known.Plus(now ?? new PathCounts { Rows = current.Rows });
        return counts.Rows > RunsOfMemory * current.Rows ? counts.Halved() : counts;
    }

    private static bool IsOf(SchemaChange change, string path) =>
        path == change.Path
        || SchemaComparison.IsBelow(path, change.Path)
        || (change.Kind == DriftKind.Renamed && (path == change.To || SchemaComparison.IsBelow(path, change.To)));
}
