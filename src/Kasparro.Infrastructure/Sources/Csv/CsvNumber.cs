using System.Buffers;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>
/// Reads numbers as people and spreadsheets write them. Signs, separators of thousands and a bare point become JSON's
/// grammar; no digit is ever touched, and what could mean two things is left as text, which the rules reject.
/// </summary>
internal static class CsvNumber
{
    private static readonly SearchValues<char> s_fraction = SearchValues.Create(".0123456789");
    private static readonly string[] s_missing = ["-", "NA", "N/A", "null", "None", "nan"];

    public static Field Read(string column, string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0 || IsMissing(text))
            return Field.Null(column);
        return Normalise(text) is { } number ? Field.OfNumber(column, number) : Field.OfText(column, cell);
    }

    private static bool IsMissing(string text)
    {
        if (text.Length > 4 || char.IsAsciiDigit(text[0]))
            return false;
        foreach (var word in s_missing)
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;

        return false;
    }

    private static string? Normalise(string text)
    {
        if (text[0] == '$')
            text = text[1..].TrimStart();
        if (text is ['+', '.' or (>= '0' and <= '9'), ..])
            text = text[1..];
        var plain = text.Contains(',') ? WithoutSeparators(text) : text;
        if (plain is null)
            return null;

        plain = WithDigitsAroundPoint(plain);
        return NumberLexeme.Read(plain) is { Number: null, IsTooLong: false } ? null : plain;
    }

    /// <summary>
    /// Separators of thousands only where all of them stand as they must: 2,326,340,000 and never 1,5 or 0,123.
    /// </summary>
    private static string? WithoutSeparators(string text)
    {
        var integer = text.AsSpan(text[0] == '-' ? 1 : 0);
        var fraction = integer.IndexOf('.');
        if (fraction >= 0)
        {
            if (integer[fraction..].ContainsAnyExcept(s_fraction))
                return null;
            integer = integer[..fraction];
        }

        var first = integer.IndexOf(',');
        if (first is < 1 or > 3 || integer[0] == '0')
            return null;
        for (var at = first; at < integer.Length; at += 4)
            if (
                integer[at] != ','
                || integer.Length < at + 4
                || integer.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9')
            )
                return null;

        return text.Replace(",", "");
    }

    /// <summary>.5 and 5. have one meaning each, and JSON's grammar has neither.</summary>
    private static string WithDigitsAroundPoint(string text)
    {
        var point = text.IndexOf('.');
        if (point < 0)
            return text;
        var before = point > 0 && char.IsAsciiDigit(text[point - 1]);
        var after = point + 1 < text.Length && char.IsAsciiDigit(text[point + 1]);
        if (before == after)
            return text;
        return before ? text.Remove(point, 1) : text.Insert(point, "0");
    }
}
