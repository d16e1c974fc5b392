using System.Globalization;

namespace Kasparro.WebApi.Parameters;

/// <summary>Values as parts of a cursor.</summary>
internal static class CursorPart
{
    public static string Of(DateTimeOffset instant) => instant.UtcTicks.ToString(CultureInfo.InvariantCulture);

    public static string Of(Guid id) => id.ToString("N");

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset? Instant(string part) =>
        Number(part) is { } ticks and >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    public static Guid? Id(string part) => Guid.TryParseExact(part, "N", out var id) ? id : null;

    public static long? Number(string part) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
