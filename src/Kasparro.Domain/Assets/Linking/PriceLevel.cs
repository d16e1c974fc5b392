using System.Globalization;
using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// The decimal logarithm of a positive number. Prices are compared by ratio, over more orders of magnitude than
/// <see cref="double"/> has, so the exponent is taken from the text.
/// </summary>
public static class PriceLevel
{
    /// <summary>For sorting by size: what has no number, or 0, is the smallest.</summary>
    public static double SizeOf(NumberLexeme? number) =>
        number is { } known && Of(known) is { } level ? level : double.MinValue;

    /// <summary>Null for zero and for negative numbers.</summary>
    public static double? Of(NumberLexeme number)
    {
        if (number.Sign <= 0)
            return null;

        var text = number.Text;
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), CultureInfo.InvariantCulture);

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var integerDigits = point < 0 ? mantissa.Length : point;
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var leadingZeros = digits.AsSpan().IndexOfAnyExcept('0');
        // Seventeen digits are all that a double can hold.
        var significant = digits[leadingZeros..Math.Min(digits.Length, leadingZeros + 17)];
        return Math.Log10(double.Parse(significant, CultureInfo.InvariantCulture))
            - significant.Length
            + integerDigits
            - leadingZeros
            + exponent;
    }

    /// <summary>The larger through the smaller, ≥ 1.</summary>
    public static double Ratio(double level, double other) => Math.Pow(10, Math.Abs(level - other));

    /// <summary>How far apart the levels of this ratio are, with room for the last rounded digit.</summary>
    internal static double Distance(double ratio) => Math.Log10(ratio) + 1e-12;
}
