using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Times that are written in a form of their own and have one meaning.</summary>
internal static partial class CsvTimeText
{
    /// <summary>
    /// In the usual form: 2023-1-9, 2023.01.09, 2023-01-09 5:00, 2023-01-09T05:00Z, nanoseconds, and the offset that Go
    /// writes before the name of the zone.
    /// </summary>
    public static string Plain(string text)
    {
        if (Usual().Match(text) is not { Success: true } match)
            return text;
        var groups = match.Groups;
        var date = $"{groups["year"].Value}-{TwoDigits(groups["month"])}-{TwoDigits(groups["day"])}";
        if (!groups["hour"].Success)
            return date;
        var seconds = groups["second"].Success ? groups["second"].Value : "00";
        var fraction = groups["fraction"].Value is { Length: > 8 } longer ? longer[..8] : groups["fraction"].Value;
        return $"{date}{groups["t"].Value[..1]}{TwoDigits(groups["hour"])}:{groups["minute"].Value}:{seconds}{fraction}"
            + (
                groups["offset"].Success ? groups["offset"].Value
                : groups["zone"].Success ? "Z"
                : ""
            );
    }

    /// <summary>1673568000.25: seconds with a fraction. Null for anything else.</summary>
    public static DateTimeOffset? UnixFraction(string text) =>
        long.TryParse(text.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && text.Length is > 11 and <= 18
        && long.TryParse(text[11..].PadRight(7, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks)
            : null;

    private static string TwoDigits(Group group) => group.Value.PadLeft(2, '0');

    [GeneratedRegex(
        @"^(?<year>\d{4})([-.])(?<month>\d{1,2})\1(?<day>\d{1,2})"
            + @"((?<t>[T ])(?<hour>\d{1,2}):(?<minute>\d\d)(:(?<second>\d\d)(?<fraction>\.\d{1,9})?)?"
            + @"( ?(?<offset>[+-]\d\d:?\d\d|Z)?( ?(?<zone>Z|UTC|GMT))?)?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Usual();
}
