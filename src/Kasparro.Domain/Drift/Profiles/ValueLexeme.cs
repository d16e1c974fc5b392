using System.Buffers;
using System.Buffers.Text;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>What the characters of a value say, without parsing it.</summary>
internal static class ValueLexeme
{
    private const int MaxDecade = 40;

    private static readonly SearchValues<byte> s_ofNumbers = SearchValues.Create("0123456789.-+eE"u8);

    /// <summary>
    /// The power of ten below the value's size: 4 for 97245.12, -4 for 0.00012; null for zero.
    /// </summary>
    public static int? DecadeOf(ReadOnlySpan<byte> number)
    {
        var (whole, first, exponent) = (-1, -1, 0);
        var end = number.Length;
        // One pass, byte by byte: numbers are short, and nearly every value is one.
        for (var at = number[0] == (byte)'-' ? 1 : 0; at < end; at++)
            switch (number[at])
            {
                case (byte)'.':
                    whole = at;
                    break;
                case (byte)'e' or (byte)'E':
                    (end, exponent) = (at, Exponent(number[(at + 1)..]));
                    break;
                case >= (byte)'1' and <= (byte)'9' when first < 0:
                    first = at;
                    break;
            }

        if (first < 0)
            return null;
        whole = whole < 0 ? end : whole;
        var decade = first < whole ? whole - first - 1 : whole - first;
        return Math.Clamp(decade + exponent, -MaxDecade, MaxDecade);
    }

    public static ValueFormat FormatOfNumber(ReadOnlySpan<byte> number) =>
        number.Length is not (10 or 13)
        || number[0] != (byte)'1'
        || number.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? ValueFormat.Other
        : number.Length == 10 ? ValueFormat.UnixSeconds
        : ValueFormat.UnixMilliseconds;

    public static ValueFormat FormatOfText(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
            return ValueFormat.Other;
        if (text[0] is (byte)'h' && (text.StartsWith("https://"u8) || text.StartsWith("http://"u8)))
            return ValueFormat.Url;
        if (text[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.'))
            return ValueFormat.Other;
        if (text is [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, ..])
            return FormatOfTime(text);
        if (text.IndexOfAnyExcept(s_ofNumbers) >= 0)
            return ValueFormat.Other;
        return FormatOfNumber(text) is var unix and not ValueFormat.Other ? unix : ValueFormat.NumericText;
    }

    private static ValueFormat FormatOfTime(ReadOnlySpan<byte> text) =>
        text.Length == 10 ? ValueFormat.IsoDate
        : text[10] is not ((byte)'T' or (byte)' ') ? ValueFormat.Other
        : HasFraction(text[10..]) ? ValueFormat.IsoTimeFraction
        : ValueFormat.IsoTime;

    /// <summary>Whole seconds may be written with zeros behind the point.</summary>
    private static bool HasFraction(ReadOnlySpan<byte> time) =>
        time.IndexOf((byte)'.') is var point and >= 0 && time[point..].IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;

    private static int Exponent(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int exponent, out _) ? Math.Clamp(exponent, -1_000, 1_000) : 0;
}
