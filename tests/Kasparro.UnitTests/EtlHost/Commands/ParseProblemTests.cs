using Kasparro.EtlHost.Commands;

namespace Kasparro.UnitTests.EtlHost.Commands;

/// <summary>A value that cannot be read is explained without types of .NET.</summary>
public sealed class ParseProblemTests
{
    [TestCase("verify --asset x", "--asset is 'x'; it must be a UUID.")]
    [TestCase("verify --raw-id x", "--raw-id is 'x'; it must be a whole number.")]
    [TestCase("drift show x", "show is 'x'; it must be a whole number.")]
    [TestCase("identity candidates --limit x", "--limit is 'x'; it must be a whole number.")]
    public void A_value_of_another_kind_says_which_kind_is_due(string line, string problem) =>
        Assert.That(
            CommandLine.Root().Parse(line).Errors.Select(error => ParseProblem.Of(error.Message)),
            Is.EqualTo(new[] { problem })
        );
}
