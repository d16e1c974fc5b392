using System.Globalization;

namespace Kasparro.Domain.MarketData;

/// <summary>Reads times as sources write them; nothing here depends on culture or zone of the machine.</summary>
public static class Timestamp
{
    // F may be nothing, and then its point is none either.
    private static readonly string[] s_withOffset = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// ISO 8601 with an offset (<c>2025-02-09T17:44:06.711Z</c>). A time without one is refused: it could be any
    /// instant of a day.
    /// </summary>
    public static TimestampReading ReadIso8601(string text)
    {
        if (
            !DateTimeOffset.TryParseExact(
                text,
                s_withOffset,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
        )
            return TimestampReading.Unreadable("it is not an ISO 8601 time");

        return HasOffset(text)
            ? TimestampReading.Of(instant)
            : TimestampReading.Unreadable("it has no offset from UTC, so it could be any instant of a day");
    }

    /// <summary>
    /// PostgreSQL keeps microseconds, .NET a tenth of one: cut here, so that what is compared is what is stored.
    /// </summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>
    /// Behind the 19 characters of date and time, whichever way the offset is written (<c>Z</c>, <c>+05:30</c>,
    /// <c>+0530</c>).
    /// </summary>
    private static bool HasOffset(string text) => text.AsSpan(19).ContainsAny('Z', '+', '-');
}
