using System.Buffers;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>
/// Reads the numbers of CSV files: with or without signs for thousands and dollars, with a point or a comma, in
/// thousands (K), millions (M) or billions (B). No digit is lost or invented.
/// </summary>
internal static class CsvNumber
{
    private const int Group = 3;

    private static readonly SearchValues<char> s_signs = SearchValues.Create(",.");
    private static readonly SearchValues<char> s_ofNumbers = SearchValues.Create("0123456789,.-+eE");
    private static readonly string[] s_missing = ["-", "NA", "N/A", "null", "None", "nan"];

    /// <summary>A number, nothing, or the text of the cell where it could mean two things or none.</summary>
    /// <param name="sign">What decides where the cell alone does not; null where nothing does.</param>
    public static Field Read(string column, string cell, DecimalSign? sign = null)
    {
        var text = cell.Trim();
        if (text.Length == 0 || IsMissing(text))
            return Field.Null(column);
        text = CsvNumberText.WithoutSpacesAndWords(text);
        return Normalise(text, sign) is { } number ? Field.OfNumber(column, number) : Field.OfText(column, cell);
    }

    /// <summary>What one cell says about the signs of its column.</summary>
    public static CsvNumberShape ShapeOf(string cell)
    {
        var bare = Bare(CsvNumberText.WithoutSpacesAndWords(cell.Trim()), out _);
        return bare.ContainsAnyExcept(s_ofNumbers) ? CsvNumberShape.Plain : ShapeOf(bare);
    }

    private static CsvNumberShape ShapeOf(ReadOnlySpan<char> number)
    {
        number = number.TrimStart('-');
        var (comma, point) = (number.LastIndexOf(','), number.LastIndexOf('.'));
        if (comma < 0 && point < 0)
            return CsvNumberShape.Plain;
        if (comma >= 0 && point >= 0)
            return comma > point ? CsvNumberShape.Comma : CsvNumberShape.Point;

        var sign = comma >= 0 ? ',' : '.';
        var (first, last) = (number.IndexOf(sign), Math.Max(comma, point));
        // Twice: it groups, and the other one would be the decimal sign.
        if (first != last)
            return sign == ',' ? CsvNumberShape.Point : CsvNumberShape.Comma;
        if (sign == ',' && number.ContainsAny('e', 'E'))
            return CsvNumberShape.Either;
        var couldGroup = first is >= 1 and <= Group && number[0] != '0' && number.Length - last - 1 == Group;
        if (couldGroup)
            return sign == ',' ? CsvNumberShape.Either : CsvNumberShape.PointOrGroup;
        return sign == ',' ? CsvNumberShape.Comma : CsvNumberShape.Point;
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

    private static string? Normalise(string text, DecimalSign? sign)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
            return NumberLexeme.Read(text) is { Number: null, IsTooLong: false } ? null : text;

        var bare = Bare(text, out var zeros);
        if (bare.IsEmpty)
            return null;
        var plain = WithPoint(bare, sign);
        if (plain is null)
            return null;

        plain = WithDigitsAroundPoint(plain);
        if (zeros > 0)
            plain = Times(plain, zeros);
        return plain is null || NumberLexeme.Read(plain) is { Number: null, IsTooLong: false } ? null : plain;
    }

    /// <summary>Without the dollar, a plus and the letter of a power.</summary>
    /// <param name="zeros">Of the power: 3 for K, 6 for M, 9 for B, 12 for T.</param>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text, out int zeros)
    {
        zeros = 0;
        if (text is ['$', ..])
            text = text[1..].TrimStart();
        if (text is ['+', '.' or (>= '0' and <= '9'), ..])
            text = text[1..];
        if (text is not [.., (>= '0' and <= '9') or '.', var letter])
            return text;
        zeros = letter switch
        {
            'K' or 'k' => 3,
            'M' or 'm' => 6,
            'B' or 'b' => 9,
            'T' or 't' => 12,
            _ => 0,
        };
        return zeros == 0 ? text : text[..^1];
    }

    /// <summary>The same number with a point and without groups; null where it is none, or could be two.</summary>
    private static string? WithPoint(ReadOnlySpan<char> number, DecimalSign? sign)
    {
        if (number.IndexOfAny(s_signs) < 0)
            return number.ToString();
        var isComma = ShapeOf(number) switch
        {
            CsvNumberShape.Comma => true,
            CsvNumberShape.Point when sign == DecimalSign.Comma && number.IndexOf(',') < 0 => (bool?)null,
            CsvNumberShape.Point => false,
            CsvNumberShape.PointOrGroup => sign == DecimalSign.Comma,
            _ => sign is null ? null : sign == DecimalSign.Comma,
        };
        return isComma switch
        {
            null => null,
            true => Ungrouped(number, '.', ',')?.Replace(',', '.'),
            false => Ungrouped(number, ',', '.'),
        };
    }

    /// <summary>Without the signs between thousands; null where they stand elsewhere.</summary>
    private static string? Ungrouped(ReadOnlySpan<char> number, char group, char fraction)
    {
        if (number.IndexOf(group) < 0)
            return number.ToString();
        var integer = number.TrimStart('-');
        var end = integer.IndexOf(fraction);
        if (end >= 0)
        {
            if (integer[(end + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)
                return null;
            integer = integer[..end];
        }

        var first = integer.IndexOf(group);
        if (first is < 1 or > Group || integer[0] == '0')
            return null;
        for (var at = first; at < integer.Length; at += Group + 1)
            if (
                integer[at] != group
                || integer.Length < at + Group + 1
                || integer.Slice(at + 1, Group).ContainsAnyExceptInRange('0', '9')
            )
                return null;

        return number.ToString().Replace(group.ToString(), "", StringComparison.Ordinal);
    }

    /// <summary>JSON wants digits on both sides of a point: <c>.5</c> is 0.5, and <c>5.</c> is 5.</summary>
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

    /// <summary>Moves the point to the right, without calculating. Null for a number with an exponent.</summary>
    private static string? Times(string number, int zeros)
    {
        if (number.AsSpan().ContainsAny('e', 'E'))
            return null;
        var point = number.IndexOf('.');
        var (whole, fraction) = point < 0 ? (number, "") : (number[..point], number[(point + 1)..]);
        var moved = whole + fraction[..Math.Min(zeros, fraction.Length)].PadRight(zeros, '0');
        var isNegative = moved is ['-', ..];
        var digits = moved.TrimStart('-').TrimStart('0');
        var rest = fraction.Length > zeros ? "." + fraction[zeros..] : "";
        return $"{(isNegative ? "-" : "")}{(digits.Length == 0 ? "0" : digits)}{rest}";
    }
}
