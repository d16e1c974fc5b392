using Kasparro.WebApi.Errors;

namespace Kasparro.ApiTests.Errors;

internal sealed class ParameterProblemTests
{
    [TestCase("limits", "limit")]
    [TestCase("LIMITS", "limit")]
    [TestCase("of set", "offset")]
    [TestCase("offsets", "offset")]
    [TestCase("Resource", "source")]
    [TestCase("x", "q")]
    public void An_unknown_name_comes_with_the_closest_one(string given, string closest)
    {
        var problem = ParameterProblem.Unknown(given, "1", ["source", "offset", "limit", "q"]);

        Assert.That(problem.DidYouMean, Is.EqualTo(closest));
        Assert.That(problem.ToString(), Is.EqualTo($"{given} is unknown (did you mean {closest}?)"));
    }

    [TestCase(100, 100)]
    [TestCase(101, 101, Description = "a hundred and a sign that some are left out")]
    [TestCase(5_000, 101)]
    public void What_was_given_is_repeated_up_to_a_hundred_characters(int given, int shown)
    {
        var text = new string('x', given);

        foreach (
            var repeated in new[]
            {
                ParameterProblem.Of("limit", text, "must be a number", "a number").Given,
                ParameterProblem.Unknown("limits", text, ["limit"]).Given,
                ParameterProblem.Unknown(text, "1", ["limit"]).Parameter,
                ParameterProblem.Unknown(text, "1", []).Parameter,
            }
        )
        {
            Assert.That(repeated, Has.Length.EqualTo(shown));
            Assert.That(repeated.EndsWith('…'), Is.EqualTo(given > 100));
        }
    }
}
