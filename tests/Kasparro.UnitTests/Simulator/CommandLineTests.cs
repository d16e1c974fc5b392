using Kasparro.Simulator;

namespace Kasparro.UnitTests.Simulator;

public sealed class CommandLineTests
{
    [Test]
    public void Nothing_given_means_the_defaults() => Assert.That(Read(), Is.EqualTo(new SimulatorOptions()));

    [Test]
    public void A_bare_switch_does_not_swallow_the_argument_after_it() =>
        Assert.That(
            Read("--frozen", "--seed", "7", "--fail-rate=0.25", "--at", "2026-05-01T10:00:00Z"),
            Is.EqualTo(
                new SimulatorOptions
                {
                    Frozen = true,
                    Seed = 7,
                    FailRate = 0.25,
                    At = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero),
                }
            )
        );

    [TestCase("--sede", "1", "'--sede'")]
    [TestCase("--port", "70000", "--port is 70000; it may be 0 to 65535.")]
    [TestCase("--listen", "everywhere", "--listen is 'everywhere', which is not an IP address.")]
    [TestCase("--fail-rate", "2", "--fail-rate is 2; it may be 0 to 1.")]
    [TestCase("--rename", "cap", "--rename is 'cap'; it must be names such as market_cap=cap, separated by commas.")]
    [TestCase("--replay", "/nowhere", "--replay is '/nowhere', which is not a folder.")]
    [TestCase("--at", "yesterday", "--at is 'yesterday', which is not an instant.")]
    [TestCase("--port", "x", "'x'")]
    public void What_is_wrong_is_said(string name, string value, string sentence) =>
        Assert.That(CommandLine.Problems(CommandLine.Parse([name, value])), Has.Some.Contains(sentence));

    [Test]
    public async Task A_wrong_command_line_ends_with_2_and_runs_nothing()
    {
        var exitCode = await CommandLine.RunAsync(
            ["--step", "0"],
            (_, _) => throw new InvalidOperationException("It ran.")
        );

        Assert.That(exitCode, Is.EqualTo(2));
    }

    private static SimulatorOptions Read(params string[] arguments)
    {
        var parsed = CommandLine.Parse(arguments);
        Assert.That(CommandLine.Problems(parsed), Is.Empty);
        return CommandLine.Read(parsed);
    }
}
