using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Kasparro.Domain.MarketData;

namespace Kasparro.Domain.Prices;

/// <summary>
/// A decimal number of any length: <paramref name="Digits"/> × 10^-<paramref name="Scale"/>. Sums and halves are exact;
/// nothing is rounded.
/// </summary>
[SuppressMessage("Design", "CA1036", Justification = "Sorted only.")]
public readonly record struct ExactDecimal(BigInteger Digits, int Scale) : IComparable<ExactDecimal>
{
    public static ExactDecimal Of(NumberLexeme number)
    {
        var text = number.Text;
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = BigInteger.Parse(
            mantissa.Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
        var scale = places - exponent;
        return scale >= 0 ? new(digits, scale) : new(digits * BigInteger.Pow(10, -scale), 0);
    }

    /// <summary>Half the sum of both: at most one digit more than the longer of them has.</summary>
    public static ExactDecimal Mean(ExactDecimal one, ExactDecimal other)
    {
        var scale = Math.Max(one.Scale, other.Scale);
        var sum = one.At(scale) + other.At(scale);
        return sum.IsEven ? new(sum / 2, scale) : new(sum * 5, scale + 1);
    }

    /// <summary>Whether the larger of two positive numbers is at most twice the smaller.</summary>
    public static bool AreWithinFactorOfTwo(ExactDecimal one, ExactDecimal other)
    {
        var (smaller, larger) = one.CompareTo(other) <= 0 ? (one, other) : (other, one);
        return new ExactDecimal(smaller.Digits * 2, smaller.Scale).CompareTo(larger) >= 0;
    }

    public int CompareTo(ExactDecimal other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return At(scale).CompareTo(other.At(scale));
    }

    /// <summary>Plain digits without an exponent.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var text = Scale == 0 ? digits : $"{digits[..^Scale]}.{digits[^Scale..]}";
        return Digits.Sign < 0 ? $"-{text}" : text;
    }

    private BigInteger At(int scale) => Digits * BigInteger.Pow(10, scale - Scale);
}
