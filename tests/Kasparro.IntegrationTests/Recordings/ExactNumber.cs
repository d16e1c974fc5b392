using System.Globalization;
using System.Numerics;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// The value of a number's text, exactly: mantissa × 10^exponent, the mantissa without trailing zeros.
/// </summary>
internal readonly record struct ExactNumber(BigInteger Mantissa, int Exponent)
{
    public static ExactNumber Of(string lexeme)
    {
        var parts = lexeme.ToUpperInvariant().Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent =
            parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        if (point >= 0)
            exponent -= parts[0].Length - point - 1;

        var mantissa = BigInteger.Parse(
            parts[0].Replace(".", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        if (mantissa.IsZero)
            return new ExactNumber(0, 0);
        for (; mantissa % 10 == 0; mantissa /= 10)
            exponent++;
        return new ExactNumber(mantissa, exponent);
    }

    /// <summary>
    /// Whether a stored text has every digit of a lexeme: without an exponent the very same characters, else the same
    /// value.
    /// </summary>
    public static bool IsKept(string? lexeme, string? stored)
    {
        if (lexeme is null || stored is null)
            return lexeme == stored;
        return lexeme.AsSpan().ContainsAny('e', 'E') ? Of(lexeme) == Of(stored) : lexeme == stored;
    }
}
