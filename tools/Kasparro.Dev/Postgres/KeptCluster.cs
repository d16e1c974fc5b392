using System.Globalization;
using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>A cluster that is kept, run by the machine's own server programs.</summary>
internal sealed class KeptCluster(SavedServer server) : ILocalServer
{
    private string Data => Path.Combine(server.Home, "data");

    private string Log => Path.Combine(server.Home, "log");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Without it an earlier attempt was cut short: nothing in the folder is worth keeping.</summary>
    private string Marker => Path.Combine(server.Home, "initialised");

    private string SetPassword => $"ALTER ROLE {SavedServer.User} PASSWORD '{server.Password}'";

    public string Place => server.Home;

    public Task<bool> IsRunningAsync() =>
        Task.FromResult(
            Pid() is { } pid && ProcessTable.CommandLine(pid).Contains("postgres", StringComparison.Ordinal)
        );

    public async Task<SavedServer> StartAsync(Action<SavedServer> save)
    {
        var programs = await ProgramsAsync();
        if (!File.Exists(Marker))
            await InitialiseAsync(programs);
        if (await IsRunningAsync())
        {
            Terminal.Say($"PostgreSQL is running already, on port {server.Port}.");
            return server;
        }

        // Left by a server that was killed. PostgreSQL copes with that, unless the number is in use again.
        if (Pid() is { } pid && ProcessTable.CommandLine(pid).Length > 0)
            File.Delete(PidFile);
        var started = Ports.IsInUse(server.Port) ? server with { Port = Ports.FirstFree(server.Port + 1) } : server;
        save(started);
        await LaunchAsync(programs, started.Port);
        Terminal.Say($"PostgreSQL {programs.Major} started on 127.0.0.1, port {started.Port}.");
        return started;
    }

    public async Task<ProgramResult> RunPsqlAsync(
        IReadOnlyList<string> command,
        string script,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var programs = await ProgramsAsync();
        return await ExternalProgram.CaptureAsync(
            [programs.Path(command[0]), .. command.Skip(1)],
            script,
            environment: new Dictionary<string, string>(environment)
            {
                ["PGHOST"] = "127.0.0.1",
                ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["PGDATABASE"] = SavedServer.Database,
                ["PGUSER"] = SavedServer.User,
                ["PGPASSWORD"] = server.Password,
            }
        );
    }

    public async Task StopAsync()
    {
        var programs = await ProgramsAsync();
        await ExternalProgram.RequireAsync(
            ServerAccount.Run(programs.Path("pg_ctl"), "-D", Data, "-m", "fast", "-w", "-s", "stop")
        );
    }

    public Task DeleteAsync()
    {
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
        File.Delete(Log);
        File.Delete(Marker);
        // Only what was made here: anything else in the folder is kept.
        if (Directory.Exists(server.Home) && !Directory.EnumerateFileSystemEntries(server.Home).Any())
            Directory.Delete(server.Home);
        return Task.CompletedTask;
    }

    /// <summary>Takes over a cluster whose password was lost with the file that has it.</summary>
    public async Task AdoptAsync()
    {
        if (!File.Exists(Marker))
            return;
        if (await IsRunningAsync())
            await StopAsync();
        await ExecuteAsync(await ProgramsAsync(), SetPassword);
    }

    private int? Pid() =>
        File.Exists(PidFile)
        && int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;

    /// <summary>Of the version that made the data; any where there is none yet.</summary>
    private async Task<ServerPrograms> ProgramsAsync()
    {
        if (!File.Exists(Marker))
            return await PackageManager.FindOrInstallAsync()
                ?? throw new CannotContinueException("PostgreSQL's server programs are gone. Install them again.");

        var major = (await File.ReadAllTextAsync(Path.Combine(Data, "PG_VERSION"))).Trim();
        return ServerPrograms.Find(int.Parse(major, CultureInfo.InvariantCulture))
            ?? throw new CannotContinueException(
                $"The data in {server.Home} is PostgreSQL {major}'s, whose programs are gone. Install them again, or "
                    + "give the data up: make destroy-data"
            );
    }

    private async Task InitialiseAsync(ServerPrograms programs)
    {
        Terminal.Say($"Making a PostgreSQL cluster in {server.Home}");
        await ServerAccount.MakeFolderAsync(server.Home);
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
        // It has no Unix socket; --auth-local says so, and spares initdb a file with the password.
        await ExternalProgram.RequireAsync(
            ServerAccount.Run([
                programs.Path("initdb"),
                .. Initdb.Arguments(Data, SavedServer.User),
                "--auth-local=reject",
                "--auth-host=scram-sha-256",
            ])
        );
        await ExecuteAsync(programs, SetPassword, $"CREATE DATABASE {SavedServer.Database}");
        await File.WriteAllTextAsync(Marker, "");
    }

    /// <summary>
    /// Without a running server, so without a password, and from standard input: the process list shows none.
    /// </summary>
    private Task<string> ExecuteAsync(ServerPrograms programs, params string[] statements) =>
        ExternalProgram.RequireAsync(
            ServerAccount.Run(
                programs.Path("postgres"),
                "--single",
                "-c",
                "log_checkpoints=off",
                "-D",
                Data,
                "postgres"
            ),
            string.Concat(statements.Select(statement => $"{statement}\n"))
        );

    private async Task LaunchAsync(ServerPrograms programs, int port)
    {
        var options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        var started = await ExternalProgram.CaptureAsync(
            ServerAccount.Run(
                programs.Path("pg_ctl"),
                "-D",
                Data,
                "-l",
                Log,
                "-w",
                "-t",
                "60",
                "-s",
                "-o",
                options,
                "start"
            )
        );
        if (!started.Succeeded)
            throw new CannotContinueException($"{started.Text}\nPostgreSQL did not start. Its log is {Log}");
    }
}
