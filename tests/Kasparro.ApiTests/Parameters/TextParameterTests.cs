using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class TextParameterTests
{
    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(40, true)]
    [TestCase(41, false)]
    public void A_text_has_from_one_character_to_as_many_as_it_may(int length, bool isRead)
    {
        var parameter = new TextParameter("name", "A name.", maxLength: 40) { Example = "x" };

        Assert.That(parameter.TryRead(new string('x', length), out _), Is.EqualTo(isRead));
        Assert.That(parameter.Accepted, Is.EqualTo("1 to 40 characters without control characters"));
        Assert.That(parameter.Schema.MaxLength, Is.EqualTo(40));
    }

    [TestCase("a b", true)]
    [TestCase("五", true)]
    [TestCase("a\0b", false)]
    [TestCase("a\nb", false)]
    [TestCase("a\u0085b", false)]
    public void A_text_has_no_control_character(string text, bool isRead) =>
        Assert.That(new TextParameter("name", "A name.") { Example = "x" }.TryRead(text, out _), Is.EqualTo(isRead));
}
