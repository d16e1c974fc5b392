using Kasparro.EtlHost.Commands;

namespace Kasparro.UnitTests.EtlHost.Commands;

public sealed class WholeNumbersTests
{
    [TestCase("verify --raw-id 0", "--raw-id is 0; it must be 1 or more.")]
    [TestCase("transform --raw-id -1", "--raw-id is -1; it must be 1 or more.")]
    [TestCase("identity list --limit 0", "--limit is 0; it must be 1 or more.")]
    [TestCase("identity candidates --limit -1", "--limit is -1; it must be 1 or more.")]
    public void What_counts_begins_with_one(string line, string problem) =>
        Assert.That(
            CommandLine.Root().Parse(line).Errors.Select(error => error.Message),
            Is.EqualTo(new[] { problem })
        );

    [TestCase("verify --raw-id 1")]
    [TestCase("identity list --limit 1")]
    [TestCase("identity list")]
    public void One_is_enough(string line) => Assert.That(CommandLine.Root().Parse(line).Errors, Is.Empty);
}
