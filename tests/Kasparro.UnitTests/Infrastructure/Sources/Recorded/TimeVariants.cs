using System.Globalization;
using System.Text.RegularExpressions;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Other times in the format of a text, with how far they are from it.</summary>
internal static partial class TimeVariants
{
    /// <summary>Empty for a format whose smallest step is not plain from its digits.</summary>
    public static IEnumerable<(string Text, TimeSpan Moved)> Of(string text)
    {
        if (Iso().Match(text) is { Success: true } iso)
            return OfIso(iso);
        if (!Unix().IsMatch(text))
            return [];
        var fraction = text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0;
        var digits = text.Length - (fraction == 0 ? 0 : fraction + 1);
        // Ten digits are seconds of this century, and each further one is a decimal place of them.
        return LastDigit(text, digits - 10 + fraction);
    }

    private static IEnumerable<(string Text, TimeSpan Moved)> OfIso(Match iso)
    {
        var (start, fraction, zone) = (
            iso.Groups["start"].Value,
            iso.Groups["fraction"].Value,
            iso.Groups["zone"].Value
        );
        foreach (var (text, moved) in LastDigit(start + fraction, Math.Max(0, fraction.Length - 1)))
            yield return (text + zone, moved);
        var ticks =
            fraction.Length == 0 ? 0 : long.Parse(fraction[1..].PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        yield return ($"{start}.789{zone}", TimeSpan.FromTicks(7_890_000 - ticks));
    }

    private static IEnumerable<(string Text, TimeSpan Moved)> LastDigit(string text, int places)
    {
        // PostgreSQL keeps microseconds: what is behind them stays.
        var behind = Math.Max(0, places - 6);
        var head = text[..^behind];
        if (FieldOrigins.Bump(head) is { } other)
            yield return (
                other + text[^behind..],
                TimeSpan.FromTicks((other[^1] - head[^1]) * (long)Math.Pow(10, 7 - places + behind))
            );
    }

    [GeneratedRegex(@"^(?<start>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?<fraction>\.\d+)?(?<zone>Z|[+-]\d\d:?\d\d)$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?$")]
    private static partial Regex Unix();
}
