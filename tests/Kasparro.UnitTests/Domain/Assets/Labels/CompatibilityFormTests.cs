using Kasparro.Domain.Assets.Labels;

namespace Kasparro.UnitTests.Domain.Assets.Labels;

/// <summary>Expected values are Python's, which agreed for every character of Unicode 14.</summary>
public sealed class CompatibilityFormTests
{
    [TestCase("Bitcoin", "Bitcoin")]
    [TestCase("\uFF22\uFF34\uFF23", "BTC", Description = "full width")]
    [TestCase("\U0001D401\U0001D413\U0001D402", "BTC", Description = "mathematical bold")]
    [TestCase("\uFB01nance", "finance", Description = "ligature")]
    [TestCase("\u2460inch", "1inch", Description = "circled digit")]
    [TestCase("Cafe\u0301", "Caf\u00E9", Description = "separate accent")]
    [TestCase("\u00E9", "\u00E9", Description = "composed already")]
    [TestCase("a\u0301\u0323", "\u1EA1\u0301", Description = "accents are ordered before they compose")]
    [TestCase("a\u0316\u0301", "\u00E1\u0316", Description = "an accent passes one below the letter")]
    [TestCase("a\u0305\u0301", "a\u0305\u0301", Description = "and is kept by another one above it")]
    [TestCase("\u1100\u1176", "\u1100\u1176", Description = "an old vowel that no syllable has")]
    [TestCase("\u1112\u1161\u11AB", "\uD55C", Description = "Hangul parts")]
    [TestCase("\uD55C", "\uD55C", Description = "a Hangul syllable")]
    [TestCase("\uAC00", "\uAC00", Description = "the first Hangul syllable")]
    [TestCase("\uAC01", "\uAC01", Description = "the first with a third part")]
    [TestCase("\uAC1B", "\uAC1B", Description = "the last third part")]
    [TestCase("\uD7A3", "\uD7A3", Description = "the last Hangul syllable")]
    [TestCase("\u1100\u1161\u11A8", "\uAC01", Description = "parts of the first with a third part")]
    [TestCase("\u1112\u1175\u11C2", "\uD7A3", Description = "parts of the last Hangul syllable")]
    [TestCase("\u0958", "\u0915\u093C", Description = "never composed")]
    [TestCase("\u00A0\u3000", "  ", Description = "blanks")]
    public void Text_becomes_NFKC(string text, string expected) =>
        Assert.That(CompatibilityForm.Of(text), Is.EqualTo(expected));

    /// <summary>
    /// Why there are tables at all. Once this fails, <see cref="string.Normalize()"/> does it, and they can go.
    /// </summary>
    [Test]
    public void The_base_library_changes_nothing_where_globalization_is_invariant() =>
        Assert.That("\uFF22".Normalize(System.Text.NormalizationForm.FormKC), Is.EqualTo("\uFF22"));
}
