using System.Globalization;

namespace Kasparro.WebApi.Parameters;

/// <summary>One value of a cursor: an instant, an id, a text or a number.</summary>
internal static class CursorPart
{
    public static string Write(object value) =>
        value switch
        {
            DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
            Guid id => id.ToString("N"),
            long number => number.ToString(CultureInfo.InvariantCulture),
            string text => text,
            _ => throw new NotSupportedException($"A cursor holds no {value.GetType().Name}."),
        };

    /// <summary>Null where the text is no such value.</summary>
    public static object? Read(Type type, string? part)
    {
        if (type == typeof(DateTimeOffset))
            return Number(part) is { } ticks && ticks <= DateTime.MaxValue.Ticks
                ? new DateTimeOffset(ticks, TimeSpan.Zero)
                : null;
        if (type == typeof(Guid))
            return Guid.TryParseExact(part, "N", out var id) ? id : null;
        if (type == typeof(long))
            return Number(part);
        // PostgreSQL cannot hold U+0000, so no cursor of ours has it.
        return part?.Contains('\0') == false ? part : null;
    }

    private static long? Number(string? part) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
