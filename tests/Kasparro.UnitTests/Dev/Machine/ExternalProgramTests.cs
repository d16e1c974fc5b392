using System.Net;
using System.Net.Sockets;
using Kasparro.Dev.Machine;

namespace Kasparro.UnitTests.Dev.Machine;

public sealed class ExternalProgramTests
{
    [Test]
    public async Task What_a_program_prints_and_how_it_ends_is_kept()
    {
        var result = await ExternalProgram.CaptureAsync(["sh", "-c", "cat; echo no >&2; exit 3"], input: "yes");

        Assert.That(result, Is.EqualTo(new ProgramResult(3, "yes", "no\n")));
    }

    [Test]
    public async Task A_program_that_is_not_there_ends_as_in_a_shell()
    {
        var result = await ExternalProgram.CaptureAsync(["kasparro-no-such-program"]);

        Assert.That((result.ExitCode, result.Text), Is.EqualTo((127, "kasparro-no-such-program is not installed.")));
    }

    [Test]
    public void A_required_program_that_fails_is_reported_with_its_output() =>
        Assert.That(
            () => ExternalProgram.RequireAsync(["sh", "-c", "echo why >&2; exit 1"]),
            Throws.TypeOf<CannotContinueException>().With.Message.EqualTo("sh ended with 1: why")
        );

    [Test]
    public void A_port_that_something_listens_on_is_in_use_and_not_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.That(Ports.IsInUse(port), Is.True);
        Assert.That(Ports.FirstFree(port), Is.GreaterThan(port));
        listener.Stop();
        Assert.That(Ports.IsInUse(port), Is.False);
    }

    [Test]
    public void A_process_is_known_by_its_command_line()
    {
        Assert.That(ProcessTable.CommandLine(Environment.ProcessId), Does.Contain("dotnet").Or.Contain("Kasparro"));
        Assert.That(ProcessTable.CommandLine(int.MaxValue), Is.Empty);
    }
}
