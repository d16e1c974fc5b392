using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kasparro.Testing.Database;
using Kasparro.WebApi.Endpoints.Status;

namespace Kasparro.ApiTests;

internal sealed class ProgramTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-api").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_file_with_settings_alone_is_enough_to_start_with()
    {
        await using var database = await TestDatabase.CreateAsync();
        await File.WriteAllTextAsync(
            Path.Combine(_folder, ".env"),
            $"export DATABASE_URL='{database.ConnectionString}' # as this test's server says"
        );

        using var api = await RunningProgram.StartInAsync(_folder);

        Assert.That(await api.Client.GetStringAsync(new Uri("/data", UriKind.Relative)), Does.Contain("\"data\":[]"));
    }

    [Test]
    public async Task A_line_of_that_file_that_cannot_be_read_ends_with_2_and_its_number()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".env"), "DATABASE_URL 'hunter2");

        using var process = Process.Start(Program(_folder))!;
        var message = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(
            message.Trim(),
            Is.EqualTo($"The configuration has 1 problem:\n  - {_folder}/.env line 1 is not NAME=value")
        );
    }

    [Test]
    public async Task An_invalid_configuration_is_reported_in_one_message_and_ends_with_2()
    {
        var start = Program(_folder);
        foreach (var variable in new[] { "DATABASE_URL", "POSTGRES_DB", "POSTGRES_USER" })
            start.Environment[variable] = "";
        start.Environment["POSTGRES_PORT"] = "many";
        start.Environment["API_SHUTDOWN_TIMEOUT"] = "soon";
        start.Environment["API_TRUSTED_PROXIES"] = "10.0.0.0/16,proxy.internal";
        start.Environment["ENABLED_SOURCES"] = "csv,gecko";

        using var process = Process.Start(start)!;
        var message = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(2));
            Assert.That(
                message,
                Does.Contain("5 problems")
                    .And.Contain("DATABASE_URL is missing")
                    .And.Contain("POSTGRES_PORT is 'many'")
                    .And.Contain("API_SHUTDOWN_TIMEOUT is 'soon'")
                    .And.Contain("API_TRUSTED_PROXIES names 'proxy.internal', which is neither an address nor")
                    .And.Contain("ENABLED_SOURCES names 'gecko', which is no source; known are coincap, coingecko")
            );
        });
    }

    [Test]
    public async Task The_port_of_that_file_is_used_and_one_in_use_ends_with_2_and_its_number()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await File.WriteAllTextAsync(
            Path.Combine(_folder, ".env"),
            $"DATABASE_URL='{database.ConnectionString}'\nAPI_PORT={port}"
        );

        var start = Program(_folder);
        start.Environment.Remove("DATABASE_URL");
        start.Environment.Remove("ASPNETCORE_URLS");
        using var process = Process.Start(start)!;
        var log = process.StandardOutput.ReadToEndAsync();
        var message = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(2), await log);
        Assert.That(message, Does.Contain($":{port}").And.Contain("API_PORT or ASPNETCORE_URLS chooses another port."));
    }

    [Test]
    public async Task Settings_that_only_the_ETL_refuses_are_warned_of_and_the_API_starts()
    {
        await using var database = await TestDatabase.CreateAsync();
        var start = Program(_folder);
        start.Environment["DATABASE_URL"] = database.WithParameter("supa=pooler");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["COINGECKO_MIN_INTERVAL"] = "soon";

        using var process = Process.Start(start)!;
        var log = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            log.Add(line);
            if (line.Contains("Now listening on"))
                process.Kill();
        }

        Assert.That(log, Has.Some.Contains("Now listening on"));
        Assert.That(log, Has.Some.Contains("The ETL would not start: COINGECKO_MIN_INTERVAL is 'soon'"));
        Assert.That(log, Has.Some.Contains("DATABASE_URL has parameters without effect here: supa"));
    }

    private static ProcessStartInfo Program(string folder) =>
        new("dotnet", [typeof(RecentHealth).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
}
