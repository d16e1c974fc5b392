using System.Globalization;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>A character and the part of the text that stands for it.</summary>
internal readonly record struct EncodedCharacter(char Value, int Start, int End);

/// <summary>Reads what texts of the web stand for: percent-encoding, escapes of JSON, references of HTML.</summary>
internal static class EncodedText
{
    public static List<EncodedCharacter> CharactersOf(string text) =>
        [.. text.Select((character, at) => new EncodedCharacter(character, at, at + 1))];

    /// <summary>True for what a person does not see, so that it can break a word without hiding it.</summary>
    public static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
        || character == '\uFFFD';

    /// <summary>Takes one layer of encoding off. False where there was none.</summary>
    public static bool TryDecode(List<EncodedCharacter> text, out List<EncodedCharacter> decoded)
    {
        decoded = new List<EncodedCharacter>(text.Count);
        for (var at = 0; at < text.Count; )
        {
            var (value, length) = Decode(text, at);
            decoded.Add(new EncodedCharacter(value, text[at].Start, text[at + length - 1].End));
            at += length;
        }

        return decoded.Count < text.Count;
    }

    private static (char Value, int Length) Decode(List<EncodedCharacter> text, int at) =>
        (text[at].Value, At(text, at + 1)) switch
        {
            ('%', _) when Hex(text, at + 1, 2) is { } value => (value, 3),
            ('\\', 'u') when Hex(text, at + 2, 4) is { } value => (value, 6),
            ('\\', 'x') when Hex(text, at + 2, 2) is { } value => (value, 4),
            ('\\', 'n' or 'r' or 't') => (' ', 2),
            ('\\', '/' or '"' or '\\' or '\'') => (At(text, at + 1), 2),
            ('&', '#') => Reference(text, at),
            ('&', 'a') when Is(text, at, "&amp;") => ('&', 5),
            _ => (text[at].Value, 1),
        };

    /// <summary><c>&amp;#67;</c> or <c>&amp;#x43;</c>.</summary>
    private static (char Value, int Length) Reference(List<EncodedCharacter> text, int at)
    {
        var isHex = At(text, at + 2) is 'x' or 'X';
        var first = at + (isHex ? 3 : 2);
        var value = 0;
        var end = first;
        for (; end < first + 7 && char.IsAsciiHexDigit(At(text, end)); end++)
            value = (value * (isHex ? 16 : 10)) + Convert.ToInt32(At(text, end).ToString(), 16);
        return end > first && At(text, end) == ';' && value <= char.MaxValue
            ? ((char)value, end + 1 - at)
            : (text[at].Value, 1);
    }

    private static char? Hex(List<EncodedCharacter> text, int at, int digits)
    {
        var value = 0;
        for (var end = at + digits; at < end; at++)
        {
            if (!char.IsAsciiHexDigit(At(text, at)))
                return null;
            value = (value * 16) + Convert.ToInt32(text[at].Value.ToString(), 16);
        }

        return (char)value;
    }

    private static bool Is(List<EncodedCharacter> text, int at, string expected) =>
        !expected.Where((character, offset) => At(text, at + offset) != character).Any();

    private static char At(List<EncodedCharacter> text, int at) => at < text.Count ? text[at].Value : '\0';
}
