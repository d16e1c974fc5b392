using System.Globalization;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>Unix times of any precision.</summary>
internal static class CsvUnixTime
{
    /// <summary>Seconds have 10 digits from 2001 to 2286, milliseconds 13, microseconds 16, nanoseconds 19.</summary>
    /// <param name="isCertain">A person said that it is one.</param>
    public static TimestampReading Read(string text, bool isCertain)
    {
        if (text is [_, _, _, _, _, _, _, _, _, _, '.', ..] && Fraction(text) is { } instant)
            return TimestampReading.Of(instant);
        var whole = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        if (
            whole.Length is not (10 or 13 or 16 or 19)
            || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
            return TimestampReading.Unreadable("it is in no format that is known for times");
        if (!isCertain && IsDayAndHour(text))
            return TimestampReading.Unreadable(
                "it could be a day with its hour, or a Unix time; CSV_TIME_FORMAT (yyyyMMddHH or unix) says which"
            );
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

    /// <summary>As charts export it: 2023031512 is noon of 15 March 2023, or a second of 2034.</summary>
    private static bool IsDayAndHour(string text) =>
        text.Length == 10
        && text[..2] is "19" or "20"
        && DateTime.TryParseExact(text, "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>1673568000.25: seconds with a fraction. Null for anything else.</summary>
    private static DateTimeOffset? Fraction(string text) =>
        long.TryParse(text.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && text.Length is > 11 and <= 18
        && long.TryParse(text[11..].PadRight(7, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks)
            : null;
}
