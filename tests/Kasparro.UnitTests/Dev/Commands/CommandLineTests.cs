using Kasparro.Dev.Commands;
using Kasparro.Dev.Upstream;

namespace Kasparro.UnitTests.Dev.Commands;

public sealed class CommandLineTests
{
    [TestCase("run", "--source", "coingecko", "-s", "csv", "--output=table")]
    [TestCase("etl", "transform", "--full")]
    [TestCase("test", "--filter", "FullyQualifiedName~Csv&Name!=X", "--report-trx")]
    [TestCase("test", "@name", "--", "--x")]
    public void What_is_for_another_program_is_passed_on_in_its_order(params string[] arguments)
    {
        var parsed = CommandLine.Parse(arguments);

        Assert.That(parsed.Errors, Is.Empty);
        Assert.That(CommandLine.ArgumentsOf(parsed), Is.EqualTo(arguments.Skip(1).Where(argument => argument != "--")));
    }

    [TestCase("cron", "0")]
    [TestCase("cron", "soon")]
    [TestCase("upp")]
    [TestCase("up", "--port", "9000")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) =>
        Assert.That(await CommandLine.RunAsync(arguments), Is.EqualTo(2));

    [Test]
    public void A_filter_that_leaves_a_project_without_tests_is_no_failure()
    {
        string[] own = ["--hangdump-timeout", "9m"];

        Assert.That(
            TestCommand.Complete(["--filter", "x", .. own]),
            Is.EqualTo((string[])["--filter", "x", .. own, "--ignore-exit-code", "8"])
        );
        Assert.That(TestCommand.Complete(["--report-trx", .. own]), Is.EqualTo((string[])["--report-trx", .. own]));
        Assert.That(
            TestCommand.Complete(["--filter", "x", "--ignore-exit-code", "2", .. own]),
            Is.EqualTo((string[])["--filter", "x", "--ignore-exit-code", "2", .. own])
        );
    }

    [Test]
    public void A_test_that_hangs_is_ended() =>
        Assert.That(TestCommand.Complete([]), Does.Contain("--hangdump").And.Contain("--hangdump-timeout"));

    [Test]
    public void The_demo_says_of_invented_prices_that_they_are()
    {
        Assert.That(DemoCommand.Summary("http://h", UpstreamKind.Simulated), Does.Contain("SIMULATED"));
        Assert.That(DemoCommand.Summary("http://h", UpstreamKind.Live), Does.Not.Contain("SIMULATED"));
        Assert.That(DemoCommand.Summary("http://h", UpstreamKind.Live), Does.Contain("http://h/swagger "));
    }
}
