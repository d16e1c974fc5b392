using System.Globalization;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>
/// Reads the times of CSV files. The shape of a text decides its format; nothing is tried until something fits.
/// </summary>
/// <param name="zone">The zone of times that name none.</param>
internal sealed class CsvTime(TimeZoneInfo zone, CsvDateOrder order)
{
    private static readonly string[] s_named =
    [
        "MMM d, yyyy",
        "MMMM d, yyyy",
        "MMM d, yyyy HH:mm:ss",
        "MMMM d, yyyy HH:mm:ss",
        "MMM d, yyyy HH:mm",
        "MMMM d, yyyy HH:mm",
        "MMM d yyyy",
        "MMMM d yyyy",
        "ddd MMM d yyyy",
    ];
    private static readonly string[] s_dayAndMonth =
    [
        "d-MMM-yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d MMMM yyyy HH:mm",
        "d MMMM yyyy HH:mm:ss",
        "d-MMM-yyyy HH:mm",
        "d MMM yyyy HH:mm",
        "d-MMM-yyyy HH:mm:ss",
        "d MMM yyyy HH:mm:ss",
    ];
    private static readonly string[] s_compact = ["yyyyMMdd'T'HHmm", "yyyyMMdd'T'HHmmss"];
    private static readonly string[] s_yearFirst = ["yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss"];
    private static readonly string[] s_utc = [" UTC", " GMT"];
    private static readonly string[] s_times = ["", " H:mm", " H:mm:ss"];
    private static readonly string[] s_monthFirst = SlashFormats("M/d/");
    private static readonly string[] s_dayFirst = SlashFormats("d/M/");

    public TimestampReading Read(string text)
    {
        var reading = ReadShape(text);
        return reading.Instant is null && CsvTimeText.Plain(WithHours(text)) is var plain && plain != text
            ? ReadShape(plain)
            : reading;
    }

    private TimestampReading ReadShape(string text)
    {
        if (text.Length < 6)
            return Unknown;
        if (IsRfc1123(text, out var instant))
            return TimestampReading.Of(instant);
        text = WithOffset(WithHours(text));
        if (text[4] == '-')
            return ReadIso(text);
        if (text.AsSpan(0, 3).IndexOfAny('/', '-', '.') is > 0 and var at && char.IsAsciiDigit(text[at + 1]))
            return ReadDayOrMonthFirst(text.Replace(text[at], '/'));
        if (text[4] == '/')
            return ReadNaive(text, s_yearFirst);
        if (char.IsAsciiLetter(text[0]))
            return ReadNaive(text, s_named);
        if (text.AsSpan(0, 6).ContainsAnyInRange('A', 'Z'))
            return ReadNaive(text, s_dayAndMonth);
        if (text.Length > 8 && text[8] == 'T')
            return text[^1] == 'Z' ? ReadCompactUtc(text[..^1]) : ReadNaive(text, s_compact);
        // As Unix times, 12 and 14 digits would be long before the first coin.
        return text.Length is 8 or 12 or 14 && !text.Contains('.')
            ? ReadNaive(text, "yyyyMMddHHmmss"[..text.Length])
            : ReadUnix(text);
    }

    /// <summary>
    /// The date with the time of day of another column; the text alone where it has a time, or is a Unix time.
    /// </summary>
    public static string WithTimeOfDay(string text, string? timeOfDay)
    {
        text = text.Trim();
        var isDate = !text.Contains(':') && (text.Length <= 8 || text.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return isDate && timeOfDay?.Trim() is { Length: > 0 } time ? $"{text} {time}" : text;
    }

    private static bool IsRfc1123(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

    /// <summary>11-PM, 11 PM and 11:05 PM in hours to 24: 12 AM is midnight, and 12 PM is noon.</summary>
    private static string WithHours(string text)
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

    private static TimestampReading ReadCompactUtc(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            s_compact,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? TimestampReading.Of(instant)
            : Unknown;

    /// <summary>A zone that is written as a word, or without its minutes, is an offset.</summary>
    private static string WithOffset(string text)
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

    private static TimestampReading Unknown =>
        TimestampReading.Unreadable("it is in no format that is known for times");

    private TimestampReading ReadIso(string text)
    {
        if (HasOffset(text))
            return Timestamp.ReadIso8601(text);
        var separator = text.Length > 10 && text[10] == 'T' ? 'T' : ' ';
        return (text.Length, separator) switch
        {
            (10, _) => ReadNaive(text, "yyyy-MM-dd"),
            (16, ' ') => ReadNaive(text, "yyyy-MM-dd HH:mm"),
            (16, _) => ReadNaive(text, "yyyy-MM-dd'T'HH:mm"),
            (19, ' ') => ReadNaive(text, "yyyy-MM-dd HH:mm:ss"),
            (19, _) => ReadNaive(text, "yyyy-MM-dd'T'HH:mm:ss"),
            (_, ' ') => ReadNaive(text, "yyyy-MM-dd HH:mm:ss.FFFFFFF"),
            (_, _) => ReadNaive(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"),
        };
    }

    private static bool HasOffset(string text) =>
        text.Length > 10 && (text[^1] == 'Z' || text.AsSpan(10).ContainsAny('+', '-'));

    private TimestampReading ReadDayOrMonthFirst(string text) =>
        (order == CsvDateOrder.Refuse ? OnlyOrderOf(text) : order) switch
        {
            CsvDateOrder.Mdy => ReadNaive(text, FormatOf(text, s_monthFirst)),
            CsvDateOrder.Dmy => ReadNaive(text, FormatOf(text, s_dayFirst)),
            _ => TimestampReading.Unreadable(
                "day and month could be either way round; CSV_DATE_ORDER (mdy or dmy) says which"
            ),
        };

    /// <summary>
    /// There is no month 13, and 5/5/2023 is the same either way; a year of two digits could be a day.
    /// </summary>
    private static CsvDateOrder OnlyOrderOf(string text)
    {
        var parts = text.Split('/', ' ');
        if (
            parts.Length < 3
            || parts[2].Length != 4
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        )
            return CsvDateOrder.Refuse;
        return first > 12 ? CsvDateOrder.Dmy
            : second > 12 || first == second ? CsvDateOrder.Mdy
            : CsvDateOrder.Refuse;
    }

    /// <summary>The digits of the year and the colons of the time leave one format of them.</summary>
    private static string FormatOf(string text, string[] formats)
    {
        var year = text.AsSpan(text.LastIndexOf('/') + 1);
        var hasLongYear = year.Length == 4 || (year.Length > 4 && year[4] == ' ');
        return formats[(hasLongYear ? 0 : s_times.Length) + Math.Min(year.Count(':'), s_times.Length - 1)];
    }

    /// <summary>As charts export it: 2023031512 is noon of 15 March 2023, or a second of 2034.</summary>
    private static bool IsDayAndHour(string text) =>
        text.Length == 10
        && text[..2] is "19" or "20"
        && DateTime.TryParseExact(text, "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Seconds have 10 digits from 2001 to 2286, milliseconds 13, microseconds 16, nanoseconds 19.</summary>
    private static TimestampReading ReadUnix(string text)
    {
        if (text is [_, _, _, _, _, _, _, _, _, _, '.', ..] && CsvTimeText.UnixFraction(text) is { } instant)
            return TimestampReading.Of(instant);
        var whole = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        if (
            whole.Length is not (10 or 13 or 16 or 19)
            || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
            return Unknown;
        if (IsDayAndHour(text))
            return TimestampReading.Unreadable("it could be a day with its hour, or a Unix time");
        return TimestampReading.Of(
            whole.Length switch
            {
                10 => DateTimeOffset.FromUnixTimeSeconds(number),
                13 => DateTimeOffset.FromUnixTimeMilliseconds(number),
                16 => DateTimeOffset.UnixEpoch.AddMicroseconds(number),
                _ => DateTimeOffset.UnixEpoch.AddTicks(number / TimeSpan.NanosecondsPerTick),
            }
        );
    }

    private TimestampReading ReadNaive(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local)
            : Unknown;

    private TimestampReading ReadNaive(string text, string[] formats) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local)
            : Unknown;

    private TimestampReading InZone(DateTime local)
    {
        if (zone.IsInvalidTime(local))
            return TimestampReading.Unreadable($"clocks in {zone.Id} skipped it");
        if (zone.IsAmbiguousTime(local))
            return TimestampReading.Unreadable($"clocks in {zone.Id} showed it twice");

        var utcTicks = local.Ticks - zone.GetUtcOffset(local).Ticks;
        return utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks
            ? Unknown
            : TimestampReading.Of(new DateTimeOffset(utcTicks, TimeSpan.Zero));
    }

    private static string[] SlashFormats(string dayAndMonth) =>
        [.. s_times.Select(time => $"{dayAndMonth}yyyy{time}"), .. s_times.Select(time => $"{dayAndMonth}yy{time}")];
}
