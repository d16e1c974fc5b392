using System.Text.Json;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.Domain.Drift;

/// <summary>
/// How sure it is that a new path has the values of one that vanished: half of it are the values themselves, of the
/// same ids; the rest are types, formats and the names.
/// </summary>
internal static class RenameScore
{
    private const double OfValues = 0.5;
    private const double OfTypes = 0.3;
    private const double OfNames = 0.2;

    /// <summary>Relative: the market moves between two runs.</summary>
    private const double Near = 0.1;

    public static double Of(
        SchemaProfile before,
        SchemaProfile now,
        string old,
        string @new,
        IReadOnlyList<RecordPair> pairs
    ) =>
        (OfValues * Agreement(pairs, old, @new))
        + (OfTypes * Types(before.Paths[old], now.Paths[@new]))
        + (OfNames * Names(old, @new));

    private static double Agreement(IReadOnlyList<RecordPair> pairs, string old, string @new)
    {
        var (compared, equal) = (0, 0);
        foreach (var pair in pairs)
        {
            using var before = JsonDocument.Parse(pair.Before);
            using var after = JsonDocument.Parse(pair.After);
            var (was, @is) = (RecordPath.Find(before.RootElement, old), RecordPath.Find(after.RootElement, @new));
            if (IsEmpty(was) || IsEmpty(@is))
                continue;
            compared++;
            equal += AreEqual(was, @is) ? 1 : 0;
        }

        return compared < SchemaComparison.FewestRows ? 0 : (double)equal / compared;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static bool AreEqual(JsonElement was, JsonElement @is)
    {
        if (was.ValueKind != JsonValueKind.Number || @is.ValueKind != JsonValueKind.Number)
            return was.GetRawText() == @is.GetRawText();
        if (!was.TryGetDouble(out var before) || !@is.TryGetDouble(out var after))
            return false;
        return Math.Abs(before - after) <= Near * Math.Max(Math.Abs(before), Math.Abs(after));
    }

    private static double Types(PathCounts before, PathCounts now)
    {
        if (PathCounts.Dominant(before.Types) != PathCounts.Dominant(now.Types))
            return 0;
        return PathCounts.Dominant(before.Formats) == PathCounts.Dominant(now.Formats) ? 1 : 0.5;
    }

    /// <summary>Dice's coefficient over the words of both names, the last parts of their paths.</summary>
    private static double Names(string old, string @new)
    {
        var (some, others) = (Words(old), Words(@new));
        return 2.0 * some.Intersect(others).Count() / (some.Count + others.Count);
    }

    private static HashSet<string> Words(string path)
    {
        var words = new HashSet<string>();
        var word = "";
        foreach (var character in path[(path.LastIndexOf('.') + 1)..])
        {
            if (
                !char.IsLetterOrDigit(character)
                || (char.IsUpper(character) && word.Length > 0 && !char.IsUpper(word[^1]))
            )
                Take();
            if (char.IsLetterOrDigit(character))
                word += character;
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0)
                words.Add(word.ToLowerInvariant());
            word = "";
        }
    }
}
