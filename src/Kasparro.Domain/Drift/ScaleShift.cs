using System.Globalization;
using System.Text.Json;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>Numbers that are a hundred times larger or smaller, or more, for nearly every id: another unit.</summary>
internal static class ScaleShift
{
    /// <summary>Powers of ten.</summary>
    private const double Far = 2;

    /// <summary>In powers of ten: what the market moved meanwhile.</summary>
    private const double Market = 0.1;

    private const double NearlyAll = 0.8;

    /// <summary>Whether the medians are so far from each other that ids have to be compared.</summary>
    public static bool IsCandidate(PathCounts? before, PathCounts now) =>
        before?.MedianDecade is { } old
        && now.MedianDecade is { } @new
        && now.Decades.Values.Sum() >= SchemaComparison.FewestRows
        && Math.Abs(@new - old) >= Far - 0.5;

    /// <summary>Null where it is the same scale, or too few ids have a number before and after.</summary>
    public static SchemaChange? Of(string path, IReadOnlyList<RecordPair> pairs, Severity severity)
    {
        var moves = pairs.Select(pair => Move(pair, path)).OfType<double>().ToList();
        if (moves.Count < SchemaComparison.FewestRows)
            return null;

        var median = Robust.Median(moves);
        var far = moves.Count(move => Math.Sign(move) == Math.Sign(median) && Math.Abs(move) >= Far - Market);
        if (far <= NearlyAll * moves.Count)
            return null;
        return new SchemaChange(
            path,
            DriftKind.ScaleShifted,
            "10^0",
            string.Create(CultureInfo.InvariantCulture, $"10^{Math.Round(median)}"),
            severity,
            Math.Round(Robust.WilsonLowerBound(far, moves.Count), 4)
        );
    }

    private static double? Move(RecordPair pair, string path)
    {
        using var before = JsonDocument.Parse(pair.Before);
        using var after = JsonDocument.Parse(pair.After);
        return
            RecordPath.Number(before.RootElement, path) is { } was
            && RecordPath.Number(after.RootElement, path) is { } @is
            ? Math.Log10(@is / was)
            : null;
    }
}
