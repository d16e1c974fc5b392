using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.Runs;

/// <summary>A failure quotes what was received, and must itself be stored.</summary>
public sealed class RunFailureTests
{
    [TestCase("found: s\0y\0m", "found: s\uFFFDy\uFFFDm", TestName = "A_NUL")]
    [TestCase("found: \u001b[0m", "found: \uFFFD[0m", TestName = "An_escape_of_terminals")]
    [TestCase("<h1>\r\n\tBusy", "<h1>   Busy", TestName = "Lines_of_a_page_are_blanks")]
    [TestCase("found: \ud83d\ude80 ₿", "found: \ud83d\ude80 ₿", TestName = "What_can_be_stored")]
    public void What_is_quoted_is_one_line_that_can_be_stored_and_shown(string received, string stored)
    {
        var failure = new RunFailure(FailureClass.Data, received, "") { UpstreamText = received };

        Assert.That((failure.Sentence, failure.UpstreamText), Is.EqualTo((stored, stored)));
    }
}
