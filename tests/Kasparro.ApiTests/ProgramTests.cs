using System.Diagnostics;
using Kasparro.WebApi.Configuration;

namespace Kasparro.ApiTests;

internal sealed class ProgramTests
{
    [Test]
    public async Task An_invalid_configuration_is_reported_in_one_message_and_ends_with_2()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiSettings).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var variable in new[] { "DATABASE_URL", "POSTGRES_DB", "POSTGRES_USER" })
            start.Environment[variable] = "";
        start.Environment["POSTGRES_PORT"] = "many";
        start.Environment["API_SHUTDOWN_TIMEOUT"] = "soon";

        using var process = Process.Start(start)!;
        var message = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(2));
            Assert.That(
                message,
                Does.Contain("3 problems")
                    .And.Contain("DATABASE_URL is missing")
                    .And.Contain("POSTGRES_PORT is 'many'")
                    .And.Contain("API_SHUTDOWN_TIMEOUT is 'soon'")
            );
        });
    }
}
