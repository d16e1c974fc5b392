using Kasparro.Dev.Machine;
using Npgsql;

namespace Kasparro.Dev.Postgres;

/// <summary>PostgreSQL in a container, its data in a volume of the same name.</summary>
internal sealed class KeptContainer(SavedServer server, string name) : ILocalServer
{
    private const string Image = "postgres:17";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    public string Place => $"the volume {name}";

    public async Task<bool> IsRunningAsync()
    {
        var inspected = await DockerEngine.RunAsync("inspect", "-f", "{{.State.Running}}", name);
        return inspected.Output.Trim() == "true";
    }

    public async Task<SavedServer> StartAsync(Action<SavedServer> save)
    {
        if (await IsRunningAsync())
        {
            Terminal.Say($"PostgreSQL is running already, in the container {name}, on port {server.Port}.");
            return server;
        }

        // Data is in the volume: the container is made again, with a port that is free now.
        await DockerEngine.RunAsync("rm", "-f", name);
        var started = server with { Port = Ports.FirstFree(server.Port) };
        save(started);
        await LaunchAsync(started);
        Terminal.Say($"PostgreSQL started in the container {name}, port {started.Port}.");
        return started;
    }

    public Task<ProgramResult> RunPsqlAsync(
        IReadOnlyList<string> command,
        string script,
        IReadOnlyDictionary<string, string> environment
    ) =>
        ExternalProgram.CaptureAsync(
            [
                "docker",
                "exec",
                "--interactive",
                .. environment.Keys.SelectMany(name => new[] { "--env", name }),
                name,
                .. command,
                $"--username={SavedServer.User}",
                $"--dbname={SavedServer.Database}",
            ],
            script,
            environment: environment
        );

    public async Task StopAsync() => Require(await DockerEngine.RunAsync("stop", name));

    public async Task DeleteAsync()
    {
        await DockerEngine.RunAsync("rm", "-f", name);
        Require(await DockerEngine.RunAsync("volume", "rm", "-f", name));
    }

    private async Task LaunchAsync(SavedServer started)
    {
        string[] command =
        [
            "docker",
            "run",
            "--detach",
            "--name",
            name,
            "--env",
            $"POSTGRES_USER={SavedServer.User}",
            "--env",
            $"POSTGRES_DB={SavedServer.Database}",
            "--env",
            "POSTGRES_PASSWORD",
            "--publish",
            $"127.0.0.1:{started.Port}:5432",
            "--volume",
            $"{name}:/var/lib/postgresql/data",
            Image,
        ];
        // By its environment: the process list shows no password.
        var password = new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = started.Password };
        var launched = await ExternalProgram.CaptureAsync(command, environment: password);
        if (!launched.Succeeded)
            throw new CannotContinueException($"{launched.Text}\nDocker did not start {Image}.");
        if (await Readiness.WaitAsync(ConnectionString(started), s_startLimit, isGone: () => false) is { } why)
            throw new CannotContinueException(
                $"PostgreSQL in the container {name} does not answer ({why}); see: docker logs {name}"
            );
    }

    private static string ConnectionString(SavedServer started) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = started.Port,
            Username = SavedServer.User,
            Password = started.Password,
            Database = SavedServer.Database,
        }.ConnectionString;

    private static void Require(ProgramResult result)
    {
        if (!result.Succeeded)
            throw new CannotContinueException($"Docker failed: {result.Text}");
    }
}
