using System.Diagnostics;
using Kasparro.Dev.Machine;
using Npgsql;

namespace Kasparro.Dev.Postgres;

/// <summary>
/// A server for this process alone, fast and careless of its data, reachable over a Unix socket in its folder only.
/// A shell stands guard over it: when our end of its standard input closes, by Dispose or because this process was
/// killed, it ends the server and removes the folder.
/// </summary>
internal sealed class EphemeralCluster : IAsyncDisposable
{
    private const long RoomyBytes = 512L * 1024 * 1024;

    private const string Guard =
        """trap '' INT TERM HUP; "$@" <&- >"$0/log" 2>&1 & p=$!; read -r _; kill -QUIT $p; wait $p; rm -rf "$0" """;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);

    private static readonly string[] s_settings =
    [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=300",
        "listen_addresses=",
        "max_prepared_transactions=0",
    ];

    private readonly string _folder;
    private readonly Process _guard;
    private bool _isDisposed;

    private EphemeralCluster(string folder, Process guard) => (_folder, _guard) = (folder, guard);

    /// <summary>The superuser's, to the database <c>postgres</c>.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _folder,
            Username = "postgres",
            Database = "postgres",
        }.ConnectionString;

    /// <exception cref="CannotContinueException">No programs are installed, or they failed.</exception>
    public static Task<EphemeralCluster> StartAsync() =>
        StartAsync(
            "initdb",
            data => [.. Initdb.Arguments(data, "postgres"), "-A", "trust", "--no-sync", "--no-instructions"]
        );

    /// <summary>A hot standby that follows this one.</summary>
    public Task<EphemeralCluster> StartStandbyAsync() =>
        StartAsync(
            "pg_basebackup",
            data =>
                ["-D", data, "-h", _folder, "-U", "postgres", "--checkpoint=fast", "--no-sync", "--write-recovery-conf"]
        );

    /// <summary>Ends the server at once; a second time it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private static async Task<EphemeralCluster> StartAsync(string maker, Func<string, string[]> arguments)
    {
        var programs =
            ServerPrograms.Find()
            ?? throw new CannotContinueException(
                $"no PostgreSQL server programs ({ServerPrograms.OldestMajor} or newer) are installed"
            );
        var folder = Path.Combine(Parent(), $"kasparro-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        await ServerAccount.MakeFolderAsync(folder);
        var data = Path.Combine(folder, "data");
        try
        {
            await ExternalProgram.RequireAsync(ServerAccount.Run([programs.Path(maker), .. arguments(data)]));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        var cluster = new EphemeralCluster(folder, StartGuard(programs, folder, data));
        if (
            await Readiness.WaitAsync(cluster.ConnectionString, s_startLimit, () => cluster._guard.HasExited) is { } why
        )
            throw new CannotContinueException($"PostgreSQL in {folder} did not start: {why} {await LogAsync(folder)}");
        return cluster;
    }

    private static Process StartGuard(ServerPrograms programs, string folder, string data)
    {
        var command = ServerAccount.Run([
            "sh",
            "-c",
            Guard,
            folder,
            programs.Path("postgres"),
            "-D",
            data,
            "-k",
            folder,
            .. s_settings.SelectMany(setting => new[] { "-c", setting }),
        ]);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    /// <summary>
    /// Memory where there is enough of it: containers often have 64 MiB there, which a few clones fill.
    /// </summary>
    private static string Parent() =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > RoomyBytes
            ? "/dev/shm"
            : Path.GetTempPath();

    private static async Task<string> LogAsync(string folder)
    {
        var log = Path.Combine(folder, "log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "It left no log.";
    }
}
