using System.Buffers;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>What people write into numbers that has one meaning: spaces, apostrophes, dollars.</summary>
internal static class CsvNumberText
{
    /// <summary>Between thousands: a space of any width, or the apostrophe of Switzerland.</summary>
    private const string Spaces = " \u00A0\u2009\u202F'’";

    private static readonly SearchValues<char> s_spaces = SearchValues.Create(Spaces);
    private static readonly SearchValues<char> s_odd = SearchValues.Create(Spaces + "$UuSsDd");
    private static readonly SearchValues<char> s_integer = SearchValues.Create("0123456789" + Spaces);
    private static readonly string[] s_dollars = ["US$", "USD", "$"];

    /// <summary>1 234.5 is 1234.5, and 12.5 USD is 12.5; what stands elsewhere stays.</summary>
    public static string WithoutSpacesAndWords(string text)
    {
        if (text.AsSpan().IndexOfAny(s_odd) < 0)
            return text;
        text = WithoutDollar(text);
        // A letter of a power may stand behind a space: 1.5 B.
        if (text is [.. var number, ' ', var letter] && number.Length > 0 && char.IsAsciiLetter(letter))
            text = number.TrimEnd() + letter;
        var space = text.AsSpan().IndexOfAny(s_spaces);
        if (space < 0)
            return text;
        var start = text[0] is '-' or '+' ? 1 : 0;
        var end = text.AsSpan(space).IndexOfAnyExcept(s_integer);
        var integer = end < 0 ? text[start..] : text[start..(space + end)];
        return AreThousands(integer, text[space])
            ? text[..start] + integer.Replace($"{text[space]}", "") + text[(start + integer.Length)..]
            : text;
    }

    /// <summary>In front, a sign of the dollar alone is taken off where numbers are read.</summary>
    private static string WithoutDollar(string text)
    {
        foreach (var dollar in s_dollars)
            if (text.EndsWith(dollar, StringComparison.OrdinalIgnoreCase))
                return text[..^dollar.Length].TrimEnd();
            else if (dollar.Length > 1 && text.StartsWith(dollar, StringComparison.OrdinalIgnoreCase))
                return text[dollar.Length..].TrimStart();

        return text;
    }

    private static bool AreThousands(ReadOnlySpan<char> integer, char separator)
    {
        var first = integer.IndexOf(separator);
        if (first is < 1 or > 3 || integer[0] == '0')
            return false;
        for (var at = first; at < integer.Length; at += 4)
            if (
                integer[at] != separator
                || integer.Length < at + 4
                || integer.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9')
            )
                return false;

        return true;
    }
}
