using System.Buffers;
using System.Globalization;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>
/// Reads the times of CSV files. The shape of a text decides its format; nothing is tried until something fits.
/// </summary>
/// <param name="zone">The zone of times that name none.</param>
/// <param name="format">How a person says that times are written; null where their shape is to decide.</param>
internal sealed class CsvTime(TimeZoneInfo zone, CsvDateOrder order, string? format = null)
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
        "yyyy-MMM-d",
        "yyyy-MMM-d HH:mm",
        "yyyy-MMM-d HH:mm:ss",
    ];
    private static readonly string[] s_compact = ["yyyyMMdd'T'HHmm", "yyyyMMdd'T'HHmmss"];
    private static readonly string[] s_compactDate =
    [
        "yyyyMMdd HHmm",
        "yyyyMMdd HHmmss",
        "yyyyMMdd H:mm",
        "yyyyMMdd H:mm:ss",
    ];
    private static readonly string[] s_yearFirst = ["yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss"];
    private static readonly string[] s_times = ["", " H:mm", " H:mm:ss.FFFFFFF"];
    private static readonly SearchValues<char> s_letters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );
    private static readonly string[] s_monthFirst = SlashFormats("M/d/");
    private static readonly string[] s_dayFirst = SlashFormats("d/M/");

    /// <summary>For times whose column says that they are.</summary>
    public CsvTime InUtc => zone.Equals(TimeZoneInfo.Utc) ? this : new CsvTime(TimeZoneInfo.Utc, order, format);

    /// <param name="ofFile">What the other dates of the file say about day and month; null for nothing.</param>
    public TimestampReading Read(string text, CsvDateOrder? ofFile = null)
    {
        if (format == CsvTimeFormatAttribute.Unix)
            return CsvUnixTime.Read(text, isCertain: true);
        if (format is not null)
            return ReadNaive(text, format);
        var reading = ReadShape(text, ofFile);
        return
            reading.Instant is null
            && CsvTimeText.Plain(CsvTimeText.WithHours(CsvTimeText.Bare(text))) is var plain
            && plain != text
            ? ReadShape(plain, ofFile)
            : reading;
    }

    private TimestampReading ReadShape(string text, CsvDateOrder? ofFile)
    {
        if (text.Length < 6)
            return Unknown;
        if (IsRfc1123(text, out var instant))
            return TimestampReading.Of(instant);
        text = CsvTimeText.WithOffset(CsvTimeText.WithHours(text));
        if (text[4] == '-')
            return char.IsAsciiLetter(text[5]) ? ReadNaive(text, s_dayAndMonth) : ReadIso(text);
        if (text.AsSpan(0, 3).IndexOfAny('/', '-', '.') is > 0 and var at && char.IsAsciiDigit(text[at + 1]))
            return ReadDayOrMonthFirst(CsvDayOrder.WithSlashes(text, text[at]), ofFile);
        if (text[4] == '/')
            return ReadNaive(text, s_yearFirst);
        if (char.IsAsciiLetter(text[0]))
            return ReadNaive(text, s_named);
        if (text.AsSpan(0, 6).IndexOfAny(s_letters) >= 0)
            return ReadNaive(text, s_dayAndMonth);
        if (text.Length > 8 && text[8] == 'T')
            return text[^1] == 'Z' ? ReadCompactUtc(text[..^1]) : ReadNaive(text, s_compact);
        if (text.Length > 8 && text[8] == ' ')
            return ReadNaive(text, s_compactDate);
        // As Unix times, 12, 14 and 17 digits would be long before the first coin.
        return text.Length is 8 or 12 or 14 or 17 && !text.Contains('.')
            ? ReadNaive(text, "yyyyMMddHHmmssfff"[..text.Length])
            : CsvUnixTime.Read(text, isCertain: false);
    }

    private static bool IsRfc1123(string text, out DateTimeOffset instant)
    {
        instant = default;
        return char.IsAsciiLetter(text[0])
            && DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
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

    private TimestampReading ReadDayOrMonthFirst(string text, CsvDateOrder? ofFile) =>
        (
            ofFile ?? (order == CsvDateOrder.Refuse ? CsvDayOrder.OnlyOrderOf(text, ofSame: CsvDateOrder.Mdy) : order)
        ) switch
        {
            CsvDateOrder.Mdy => ReadNaive(text, FormatOf(text, s_monthFirst)),
            CsvDateOrder.Dmy => ReadNaive(text, FormatOf(text, s_dayFirst)),
            _ => TimestampReading.Unreadable(
                "day and month could be either way round; CSV_DATE_ORDER (mdy or dmy) says which"
            ),
        };

    /// <summary>The digits of the year and the colons of the time leave one format of them.</summary>
    private static string FormatOf(string text, string[] formats)
    {
        var year = text.AsSpan(text.LastIndexOf('/') + 1);
        var hasLongYear = year.Length == 4 || (year.Length > 4 && year[4] == ' ');
        return formats[(hasLongYear ? 0 : s_times.Length) + Math.Min(year.Count(':'), s_times.Length - 1)];
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
