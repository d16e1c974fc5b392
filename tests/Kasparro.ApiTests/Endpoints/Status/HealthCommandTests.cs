using System.Diagnostics;
using System.Net;
using Kasparro.Testing.Database;
using Kasparro.WebApi.Endpoints.Status;

namespace Kasparro.ApiTests.Endpoints.Status;

internal sealed class HealthCommandTests
{
    [TestCase(null, "http://127.0.0.1:8000/")]
    [TestCase("", "http://127.0.0.1:8000/")]
    [TestCase("http://*:9000", "http://127.0.0.1:9000/")]
    [TestCase("http://+:9000;http://*:9001", "http://127.0.0.1:9000/")]
    [TestCase("http://0.0.0.0:9000", "http://127.0.0.1:9000/")]
    [TestCase("http://[::]:9000", "http://127.0.0.1:9000/")]
    [TestCase("http://127.0.0.5:9000", "http://127.0.0.5:9000/")]
    [TestCase("http://localhost:9000", "http://localhost:9000/")]
    public void The_API_on_this_machine_is_found_at_the_address_that_it_listens_on(string? urls, string expected) =>
        Assert.That(HealthCommand.OwnAddress(urls).ToString(), Is.EqualTo(expected));

    [Test]
    public async Task A_ready_API_is_0_and_one_without_its_schema_is_1()
    {
        await using var migrated = await TestDatabase.CreateAsync();
        await using var empty = await TestDatabase.CreateEmptyAsync();
        await using var ready = Started(migrated.ConnectionString);
        await using var unready = Started(empty.ConnectionString);

        var (yes, no) = (
            await AskAsync(ready.ClientOptions.BaseAddress),
            await AskAsync(unready.ClientOptions.BaseAddress)
        );

        Assert.Multiple(() =>
        {
            Assert.That(yes.Code, Is.Zero, yes.Output);
            Assert.That(yes.Output, Does.Contain("\"ready\":true"));
            Assert.That(no.Code, Is.EqualTo(1), no.Output);
            Assert.That(no.Output, Does.Contain("\"schema_is_current\":false"));
        });
    }

    [Test]
    public async Task Where_nothing_responds_is_1()
    {
        var (code, output) = await AskAsync(new Uri("http://127.0.0.1:1"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("http://127.0.0.1:1/health/ready does not respond"));
    }

    private static ApiHost Started(string connectionString)
    {
        var api = new ApiHost(connectionString);
        api.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        api.StartServer();
        return api;
    }

    /// <summary>As a container's health check does: by the real program, without any other setting.</summary>
    private static async Task<(int Code, string Output)> AskAsync(Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RecentHealth).Assembly.Location, HealthCommand.Name])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
