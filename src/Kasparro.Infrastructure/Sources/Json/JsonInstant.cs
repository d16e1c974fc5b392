using System.Globalization;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

internal static class JsonInstant
{
    private const long TicksUntilYear10000 = 253_402_300_800 * TimeSpan.TicksPerSecond;

    /// <summary>A time in the format that the source states: nothing is guessed from its digits.</summary>
    public static TimestampReading Read(Field field, TimeFormat format) =>
        format == TimeFormat.Iso8601 ? Iso8601(field) : Unix(field, format);

    /// <summary>
    /// A time that a source writes as ISO 8601 text; a number is not guessed to be seconds or milliseconds.
    /// </summary>
    public static TimestampReading Iso8601(Field field) =>
        field is { Kind: FieldKind.Text, Text: { Length: > 0 } text }
            ? Timestamp.ReadIso8601(text)
            : TimestampReading.Unreadable("it is not an ISO 8601 text");

    /// <summary>A number, or a text that is one.</summary>
    private static TimestampReading Unix(Field field, TimeFormat format)
    {
        var ticks = field.Kind is FieldKind.Number or FieldKind.Text ? Ticks(field.Text!, format) : null;
        return ticks < TicksUntilYear10000
            ? TimestampReading.Of(DateTimeOffset.UnixEpoch.AddTicks((long)ticks))
            : TimestampReading.Unreadable($"it is not a Unix time ({format})");
    }

    private static Int128? Ticks(string text, TimeFormat format)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (point >= 0 && (format != TimeFormat.UnixSeconds || fraction.Length is 0 or > 9))
            return null;
        if (Digits(point < 0 ? text : text[..point]) is not { } whole || Digits($"0{fraction}") is null)
            return null;

        return format switch
        {
            TimeFormat.UnixSeconds => ((Int128)whole * TimeSpan.TicksPerSecond)
                + (Digits(fraction.PadRight(9, '0')) / TimeSpan.NanosecondsPerTick),
            TimeFormat.UnixMilliseconds => (Int128)whole * TimeSpan.TicksPerMillisecond,
            TimeFormat.UnixMicroseconds => (Int128)whole * TimeSpan.TicksPerMicrosecond,
            _ => whole / TimeSpan.NanosecondsPerTick,
        };
    }

    private static long? Digits(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
