using Kasparro.Domain.Bronze;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class StorableTextTests
{
    // Not [TestCase]: an attribute is written as UTF-8, which has no half of a pair.
    private static readonly (string Text, bool IsStorable)[] s_texts =
    [
        ("", true),
        ("plain", true),
        ("\u0001\u001f\u007f\uFFFD\uFFFF", true),
        ("😀", true),
        ("a😀😀b", true),
        ("\0", false),
        ("a\0", false),
        ("\ud83d", false),
        ("a\ud83d", false),
        ("\ud83da", false),
        ("\ude00", false),
        ("\ude00\ud83d", false),
        ("😀\ude00", false),
        ("\ud83d😀", false),
    ];

    [TestCaseSource(nameof(s_texts))]
    public void Text_is_storable_without_U0000_and_without_half_a_pair((string Text, bool IsStorable) next) =>
        Assert.That(StorableText.IsStorable(next.Text), Is.EqualTo(next.IsStorable));

    [Test]
    public void What_cannot_be_stored_is_replaced_and_everything_else_kept() =>
        Assert.That(
            new[] { "plain 😀", "a\0b", "a\ud83d", "\ude00b" }.Select(StorableText.Of),
            Is.EqualTo(["plain 😀", "a\uFFFDb", "a\uFFFD", "\uFFFDb"])
        );
}
