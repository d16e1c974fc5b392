using System.Text.Json;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>What changed of the values at a path that is there before and after.</summary>
internal static class ValueChanges
{
    private const double Stray = 0.05;

    /// <summary>A share of values that is none.</summary>
    private const double Trace = 0.01;

    /// <summary>Of the standard normal distribution, two-sided at 1e-4.</summary>
    private const double Unlikely = 3.8906;

    /// <summary>Percentage points below which a shift is not worth a word, however sure it is.</summary>
    private const double SmallestShift = 0.02;

    public static IEnumerable<SchemaChange> Of(string path, PathCounts before, PathCounts now, DeclaredFields fields)
    {
        var types = Types(path, before, now, fields.SeverityOf(path));
        var format = types.Count > 0 ? null : Format(path, before, now, fields.SeverityOf(path));
        return types.Concat(format is null ? [] : [format]).Concat(Presence(path, before, now, fields));
    }

    private static List<SchemaChange> Types(string path, PathCounts before, PathCounts now, Severity severity)
    {
        var (old, values) = (before.Types.Values.Sum(), now.Types.Values.Sum());
        if (old == 0 || values == 0)
            return [];

        var from = Word(before.Types.MaxBy(type => type.Value).Key);
        return
        [
            .. now
                .Types.Where(type => before.Types.GetValueOrDefault(type.Key) <= Trace * old)
                .Select(type => (Word: Word(type.Key), Share: Robust.WilsonLowerBound(type.Value, values)))
                .Where(type => type.Share >= Stray)
                .Select(type => new SchemaChange(
                    path,
                    DriftKind.TypeChanged,
                    from,
                    type.Word,
                    severity,
                    Math.Round(type.Share, 4)
                )),
        ];
    }

    private static SchemaChange? Format(string path, PathCounts before, PathCounts now, Severity severity)
    {
        var values = now.Formats.Values.Sum();
        if (values < SchemaComparison.FewestRows || before.Formats.Count == 0)
            return null;
        if (PathCounts.Dominant(before.Formats) is not { } from || PathCounts.Dominant(now.Formats) is not { } to)
            return null;
        if (from == to)
            return from == ValueFormat.Url ? Hosts(path, before, now, severity) : null;
        return new SchemaChange(
            path,
            DriftKind.FormatChanged,
            Word(from),
            Word(to),
            // Both are read alike.
            IsTimeOfDay(from) && IsTimeOfDay(to)
                ? Severity.Info
                : severity,
            Math.Round(Robust.WilsonLowerBound(now.Formats[to], values), 4)
        );
    }

    private static SchemaChange? Hosts(string path, PathCounts before, PathCounts now, Severity severity)
    {
        if (before.Hosts.Count == 0 || now.Hosts.Count == 0)
            return null;
        var (old, @new) = (before.Hosts.MaxBy(host => host.Value).Key, now.Hosts.MaxBy(host => host.Value).Key);
        if (old == @new || before.Hosts.GetValueOrDefault(@new) > Stray * before.Hosts.Values.Sum())
            return null;
        var share = Robust.WilsonLowerBound(now.Hosts[@new], now.Hosts.Values.Sum());
        return new SchemaChange(path, DriftKind.FormatChanged, old, @new, severity, Math.Round(share, 4));
    }

    /// <summary>Two numbers of one field: records that lack it, and records that have null there.</summary>
    private static List<SchemaChange> Presence(string path, PathCounts before, PathCounts now, DeclaredFields fields) =>
        [
            .. new[]
            {
                ("absent", Shift(before.Rows - before.Seen, before.Rows, now.Rows - now.Seen, now.Rows)),
                ("null", Shift(before.Nulls, before.Seen, now.Nulls, now.Seen)),
            }
                .Where(shift => shift.Item2 is not null)
                .Select(shift => Shifted(path, shift.Item1, shift.Item2!.Value, before, now, fields)),
        ];

    private static SchemaChange Shifted(
        string path,
        string what,
        (double By, double Score) shift,
        PathCounts before,
        PathCounts now,
        DeclaredFields fields
    )
    {
        var (old, left) = (before.Presence * (1 - before.NullShare), now.Presence * (1 - now.NullShare));
        var severity =
            shift.By < 0 ? Severity.Info
            : left < old / 2 ? fields.SeverityOf(path)
            : fields.Required.Contains(path) ? Severity.Warning
            : Severity.Info;
        return new SchemaChange(
            path,
            DriftKind.PresenceShifted,
            what,
            shift.By > 0 ? $"more often {what}" : $"less often {what}",
            severity,
            Math.Round(1 - Math.Exp(-shift.Score * shift.Score / 2), 6)
        );
    }

    /// <summary>The two-sided test of two proportions; null where they may be the same.</summary>
    private static (double By, double Score)? Shift(long old, long olds, long @new, long news)
    {
        if (olds == 0 || news == 0)
            return null;
        var (before, now) = (Share(old, olds), Share(@new, news));
        var both = (before * olds + now * news) / (olds + news);
        var deviation = Math.Sqrt(both * (1 - both) * ((1.0 / olds) + (1.0 / news)));
        var by = now - before;
        return deviation > 0 && Math.Abs(by) >= SmallestShift && Math.Abs(by) / deviation > Unlikely
            ? (by, Math.Abs(by) / deviation)
            : null;
    }

    private static double Share(long part, long whole) => Math.Clamp((double)part / whole, 0, 1);

    private static bool IsTimeOfDay(ValueFormat format) => format is ValueFormat.IsoTime or ValueFormat.IsoTimeFraction;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
