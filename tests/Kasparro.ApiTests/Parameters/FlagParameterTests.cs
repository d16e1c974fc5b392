using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class FlagParameterTests
{
    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("TRUE", true)]
    [TestCase("False", false)]
    [TestCase("1", null)]
    [TestCase("yes", null)]
    [TestCase("", null)]
    public void A_flag_is_true_or_false_in_either_case_and_nothing_else(string text, bool? expected)
    {
        var isRead = new FlagParameter("all", "All of them.") { Example = "true" }.TryRead(text, out var value);

        Assert.That((isRead, value), Is.EqualTo((expected is not null, expected)));
    }
}
