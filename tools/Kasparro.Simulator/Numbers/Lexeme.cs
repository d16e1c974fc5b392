using System.Globalization;

namespace Kasparro.Simulator.Numbers;

/// <summary>
/// Numbers in the spelling of the programs behind the two APIs, so that clients meet what they will meet.
/// </summary>
internal static class Lexeme
{
    /// <summary>
    /// Ruby's, CoinGecko's: 8.69e-05 below 0.0001, 4.2e+17 from 1e16 on, and whole floats as 20050865.0.
    /// </summary>
    public static string Ruby(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        if (text.Contains('e', StringComparison.Ordinal))
            return text.Contains('.', StringComparison.Ordinal)
                ? text
                : text.Replace("e", ".0e", StringComparison.Ordinal);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>A whole number where it is one (CoinGecko sends both forms for the same field).</summary>
    public static string RubyShort(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : Ruby(value);

    /// <summary>Go's, CoinPaprika's: 5.27e-7 below 0.000001, digits only up to 1e21, no .0.</summary>
    public static string Go(double value)
    {
        var size = Math.Abs(value);
        if (size is >= 1e-6 and < 1e21 || value == 0)
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('E', StringComparison.Ordinal)
                ? ((decimal)value).ToString(CultureInfo.InvariantCulture)
                : text;
        }

        return value
            .ToString("R", CultureInfo.InvariantCulture)
            .Replace("E-0", "e-", StringComparison.Ordinal)
            .Replace('E', 'e');
    }

    public static double Significant(double value, int digits) =>
        double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
