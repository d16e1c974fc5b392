namespace Kasparro.Domain.Assets.Labels;

/// <summary>
/// Korean syllables, whose parts Unicode computes: leading consonant, vowel, and a trailing consonant or none.
/// </summary>
internal static class HangulSyllable
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trails = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    public static bool IsOne(int codePoint) => codePoint is >= Syllables and < Syllables + SyllableCount;

    public static void Decompose(int syllable, List<int> parts)
    {
        var index = syllable - Syllables;
        parts.Add(Leads + (index / (VowelCount * TrailCount)));
        parts.Add(Vowels + (index / TrailCount % VowelCount));
        if (index % TrailCount is var trail and > 0)
            parts.Add(Trails + trail);
    }

    /// <summary>The syllable that two characters compose to; null where they do not.</summary>
    public static int? Compose(int first, int second)
    {
        if (first is >= Leads and < Leads + LeadCount && second is >= Vowels and < Vowels + VowelCount)
            return Syllables + ((((first - Leads) * VowelCount) + second - Vowels) * TrailCount);
        if (IsOne(first) && (first - Syllables) % TrailCount == 0 && second is > Trails and < Trails + TrailCount)
            return first + second - Trails;
        return null;
    }
}
