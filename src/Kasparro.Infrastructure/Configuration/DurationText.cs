using System.Globalization;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Durations as people write them: a number and ms, s, m or h; a number alone is seconds.</summary>
public static class DurationText
{
    private static readonly (string Suffix, double Milliseconds)[] s_units =
    [
        ("ms", 1),
        ("s", 1_000),
        ("m", 60_000),
        ("h", 3_600_000),
    ];

    /// <summary>In the largest unit of which it is a whole number.</summary>
    public static string Of(TimeSpan duration)
    {
        var (suffix, milliseconds) = s_units.Last(unit =>
            duration.TotalMilliseconds % unit.Milliseconds == 0
            && (duration > TimeSpan.Zero || unit.Milliseconds == 1_000)
        );
        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds / milliseconds}{suffix}");
    }

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (suffix, milliseconds) = s_units.FirstOrDefault(
            unit => text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase),
            ("", 1_000)
        );
        duration = TimeSpan.Zero;
        if (
            !double.TryParse(
                text.AsSpan(0, text.Length - suffix.Length),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            return false;
        // Put so that NaN, which parses as a number, is refused too.
        if (!(number >= 0 && number * milliseconds <= TimeSpan.FromDays(365).TotalMilliseconds))
            return false;
        duration = TimeSpan.FromMilliseconds(number * milliseconds);
        return true;
    }
}
