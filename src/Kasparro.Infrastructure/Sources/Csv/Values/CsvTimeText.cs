using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>Times that are written in a form of their own and have one meaning.</summary>
internal static partial class CsvTimeText
{
    private static readonly string[] s_utc = [" UTC", " GMT"];

    /// <summary>
    /// The date with the time of day of another column; the text alone where it has a time, or is a Unix time.
    /// </summary>
    public static string WithTimeOfDay(string text, string? timeOfDay)
    {
        text = text.Trim();
        var isDate = !text.Contains(':') && (text.Length <= 8 || text.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return isDate && timeOfDay?.Trim() is { Length: > 0 } time ? $"{text} {time}" : text;
    }

    /// <summary>
    /// Without what people write around a date and its time: a weekday, a comma between them, the th of 4th, the points
    /// of p.m. and the brackets of (UTC).
    /// </summary>
    public static string Bare(string text) => Ornaments().Replace(text.Trim(), "$1");

    /// <summary>11-PM, 11 PM and 11:05 PM in hours to 24: 12 AM is midnight, and 12 PM is noon.</summary>
    public static string WithHours(string text)
    {
        if (text is not [.., 'A' or 'P' or 'a' or 'p', 'M' or 'm'])
            return text;
        var isAfternoon = text[^2] is 'P' or 'p';
        var time = text[..^2].TrimEnd(' ', '-');
        var start = time.LastIndexOfAny([' ', 'T']) + 1;
        var end = time.IndexOf(':', start) is > 0 and var colon ? colon : time.Length;
        if (
            start == 0
            || !int.TryParse(
                time.AsSpan(start, end - start),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var hour
            )
            || hour is < 1 or > 12
        )
            return text;
        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time[..start]}{hour:00}{(end == time.Length ? ":00" : time[end..])}"
        );
    }

    /// <summary>A zone that is written as a word, or without its minutes, is an offset.</summary>
    public static string WithOffset(string text)
    {
        if (s_utc.Any(zone => text.EndsWith(zone, StringComparison.OrdinalIgnoreCase)))
            return text.Length switch
            {
                10 + 4 => text[..^4] + " 00:00:00Z",
                16 + 4 => text[..^4] + ":00Z",
                _ => text[..^4] + "Z",
            };
        var hasHoursOnly =
            text.Length > 13 && text[^3] is '+' or '-' && char.IsAsciiDigit(text[^2]) && char.IsAsciiDigit(text[^1]);
        return hasHoursOnly ? text + ":00" : text;
    }

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

    private static string TwoDigits(Group group) => group.Value.PadLeft(2, '0');

    [GeneratedRegex(
        @"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?=.{6})|,(?= \d{1,2}:\d\d)"
            + @"|(?<=\b\d{1,2})(?:st|nd|rd|th)\b|(?<=[ap])\. ?(?=m\.$)|(?<=[ap]\. ?m)\.$|\((UTC|GMT)\)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Ornaments();

    [GeneratedRegex(
        @"^(?<year>\d{4})([-.])(?<month>\d{1,2})\1(?<day>\d{1,2})"
            + @"((?<t>[T ])(?<hour>\d{1,2}):(?<minute>\d\d)(:(?<second>\d\d)(?<fraction>\.\d{1,9})?)?"
            + @"( ?(?<offset>[+-]\d\d:?\d\d|Z)?( ?(?<zone>Z|UTC|GMT))?)?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Usual();
}
