using System.Globalization;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>What a date with day and month in front says about their order.</summary>
internal static class CsvDayOrder
{
    /// <summary>What one text says about the order of its file; refuse where it says nothing.</summary>
    public static CsvDateOrder OrderIn(string text)
    {
        text = text.Trim().Replace(",", "", StringComparison.Ordinal);
        var at = text.AsSpan(0, Math.Min(3, text.Length)).IndexOfAny('/', '-', '.');
        return at > 0 ? OnlyOrderOf(WithSlashes(text, text[at]), CsvDateOrder.Refuse) : CsvDateOrder.Refuse;
    }

    /// <summary>Of the day only: a time may have points of its own.</summary>
    public static string WithSlashes(string text, char separator)
    {
        var end = text.IndexOf(' ') is > 0 and var space ? space : text.Length;
        return text[..end].Replace(separator, '/') + text[end..];
    }

    /// <summary>
    /// There is no month 13; a year of two digits could be a day.
    /// </summary>
    /// <param name="ofSame">For 5/5/2023, which is the same day either way.</param>
    public static CsvDateOrder OnlyOrderOf(string text, CsvDateOrder ofSame)
    {
        var parts = text.Split('/', ' ');
        if (
            parts.Length < 3
            || parts[2].Length != 4
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        )
            return CsvDateOrder.Refuse;
        return first > 12 ? CsvDateOrder.Dmy
            : second > 12 ? CsvDateOrder.Mdy
            : first == second ? ofSame
            : CsvDateOrder.Refuse;
    }
}
