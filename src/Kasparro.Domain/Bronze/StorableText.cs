namespace Kasparro.Domain.Bronze;

/// <summary>Text that PostgreSQL's <c>text</c> can hold: no U+0000, no half of a surrogate pair.</summary>
public static class StorableText
{
    /// <summary>The text itself, or with U+FFFD for each character that cannot be stored.</summary>
    public static string Of(string text) =>
        IsStorable(text)
            ? text
            : string.Concat(text.Select(character => IsAlwaysStorable(character) ? character : '\uFFFD'));

    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static bool IsAlwaysStorable(char character) => character != '\0' && !char.IsSurrogate(character);
}
