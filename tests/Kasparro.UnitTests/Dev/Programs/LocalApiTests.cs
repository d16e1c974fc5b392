using Kasparro.Dev.Machine;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Settings;

namespace Kasparro.UnitTests.Dev.Programs;

public sealed class LocalApiTests
{
    [TestCase(null, 8000)]
    [TestCase("", 8000)]
    [TestCase("9000", 9000)]
    public void The_port_is_8000_or_what_API_PORT_says(string? text, int port) =>
        Assert.That(LocalApi.WantedPort(With(text)), Is.EqualTo(port));

    [TestCase("0")]
    [TestCase("65536")]
    [TestCase("-1")]
    [TestCase("http")]
    public void What_is_no_port_is_a_wrong_setting(string text) =>
        Assert.That(
            () => LocalApi.WantedPort(With(text)),
            Throws
                .TypeOf<CannotContinueException>()
                .With.Message.Contains($"API_PORT is '{text}'; it may be 1 to 65535.")
                .And.Property(nameof(CannotContinueException.ExitCode))
                .EqualTo(2)
        );

    private static LocalSettings With(string? port) =>
        new(name => name == "API_PORT" ? port : null, new Dictionary<string, string>());
}
