using System.Globalization;
using System.Text;

namespace Kasparro.Domain.Assets.Labels;

/// <summary>
/// The one place where symbols and names are made comparable. What a source wrote stays in Bronze; what comes from
/// here is only compared.
/// </summary>
public static class LabelNormaliser
{
    /// <summary>Looks like a blank, but Unicode counts it as a symbol.</summary>
    private const int BrailleBlank = 0x2800;

    /// <summary>Upper case, without invisible characters and blanks around it, and without a leading $.</summary>
    public static string Symbol(string text)
    {
        var symbol = Visible(text).ToUpperInvariant();
        var bare = symbol.TrimStart('$').TrimStart();
        return bare.Length > 0 ? bare : symbol;
    }

    /// <summary>
    /// Letters and digits of any script in lower case. A name that has none keeps its other characters, so that two
    /// such names stay different.
    /// </summary>
    public static string Name(string text)
    {
        var folded = Fold(text);
        var key = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes())
            if (IsOfWord(rune))
                Append(key, rune);
        return key.Length > 0 ? key.ToString() : folded;
    }

    /// <summary>
    /// The words of a name in lower case, in order. A point between digits belongs to the word: 2.0 is one.
    /// </summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        Rune[] runes = [.. Fold(text).EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            if (IsOfWord(runes[i]) || IsPointBetweenDigits(runes, i))
                Append(word, runes[i]);
            else
                Flush();
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>NFKC, no invisible characters, one space for each run of blanks, none around the text.</summary>
    public static string Visible(string text) =>
        IsVisibleAlready(text) ? text : WithoutInvisible(CompatibilityForm.Of(text));

    /// <summary>As it was written, but for invisible characters and blanks as in <see cref="Visible"/>.</summary>
    public static string Clean(string text) => IsVisibleAlready(text) ? text : WithoutInvisible(text);

    private static string WithoutInvisible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value == BrailleBlank)
            {
                if (visible.Length > 0 && visible[^1] != ' ')
                    visible.Append(' ');
            }
            else if (!IsInvisible(rune))
                Append(visible, rune);
        }

        return visible.ToString().TrimEnd(' ');
    }

    /// <summary>What nearly every label is: printable ASCII with single spaces between words.</summary>
    private static bool IsVisibleAlready(string text) =>
        text.Length > 0
        && text[0] != ' '
        && text[^1] != ' '
        && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !text.Contains("  ", StringComparison.Ordinal);

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.IsBmp)
            text.Append((char)rune.Value);
        else
            text.Append(rune.ToString());
    }

    // By way of upper case: the two lower-case sigmas are one letter then.
    private static string Fold(string text) =>
        Visible(text).Replace("ß", "ss", StringComparison.Ordinal).ToUpperInvariant().ToLowerInvariant();

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber;

    private static bool IsPointBetweenDigits(Rune[] runes, int at) =>
        runes[at].Value == '.'
        && at > 0
        && at + 1 < runes.Length
        && Rune.IsDigit(runes[at - 1])
        && Rune.IsDigit(runes[at + 1]);

    /// <summary>Control and format characters, variation selectors, and the fillers that have no shape.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0000 and <= 0xE0FFF);
}
