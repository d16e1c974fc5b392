using System.Diagnostics;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>
/// A cluster made for this process from the machine's own server programs, reachable over a unix socket in its folder
/// only.
/// A shell stands guard over it: when our end of its standard input closes, by Dispose or because the test host was
/// killed,
/// it ends the server and removes the folder.
/// </summary>
internal sealed class LocalCluster : PostgresServer
{
    private const long RoomyBytes = 512L * 1024 * 1024;

    private const string Guard =
        """trap '' INT TERM HUP; "$@" <&- >"$0/log" 2>&1 & p=$!; read -r _; kill -QUIT $p; wait $p; rm -rf "$0" """;

    private static readonly string[] s_fast =
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

    private LocalCluster(string folder, Process guard)
    {
        (_folder, _guard) = (folder, guard);
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Username = "postgres",
            Database = "postgres",
        }.ConnectionString;
    }

    public override string ConnectionString { get; }

    public static async Task<LocalCluster> StartAsync() =>
        await StartAsync(
            "initdb",
            data =>
                [
                    "-D",
                    data,
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--no-locale",
                    "--no-sync",
                    "--no-instructions",
                ]
        );

    /// <summary>A hot standby that follows this one.</summary>
    public async Task<LocalCluster> StartStandbyAsync() =>
        await StartAsync(
            "pg_basebackup",
            data =>
                ["-D", data, "-h", _folder, "-U", "postgres", "--checkpoint=fast", "--no-sync", "--write-recovery-conf"]
        );

    private static async Task<LocalCluster> StartAsync(string maker, Func<string, string[]> arguments)
    {
        var binaries =
            PostgresBinaries.Find()
            ?? throw new InvalidOperationException("no PostgreSQL server programs (15 or newer) are installed");
        var folder = Directory
            .CreateDirectory(Path.Combine(Parent(), $"kasparro-{Environment.ProcessId}-{Path.GetRandomFileName()}"))
            .FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Owner, folder);

        var data = Path.Combine(folder, "data");
        await RunAsync(AsOwner([Path.Combine(binaries, maker), .. arguments(data)]));
        var settings = s_fast.SelectMany(setting => new[] { "-c", setting });
        var cluster = new LocalCluster(
            folder,
            Start(
                AsOwner([
                    "sh",
                    "-c",
                    Guard,
                    folder,
                    Path.Combine(binaries, "postgres"),
                    "-D",
                    data,
                    "-k",
                    folder,
                    .. settings,
                ]),
                guarded: true
            )
        );
        await cluster.WaitUntilReadyAsync();
        return cluster;
    }

    /// <summary>Ends the server at once; a second time it does nothing.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    /// <summary>
    /// Memory where there is enough of it: containers often have 64 MiB there, which a few clones fill.
    /// </summary>
    private static string Parent() =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > RoomyBytes
            ? "/dev/shm"
            : Path.GetTempPath();

    /// <summary>PostgreSQL refuses to run as root; its package brings a user.</summary>
    private static string Owner =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private static string[] AsOwner(string[] command) =>
        Environment.IsPrivilegedProcess ? ["runuser", "-u", Owner, "--", .. command] : command;

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command, guarded: false);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {errors}{await output}");
    }

    private static Process Start(string[] command, bool guarded)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = guarded,
            RedirectStandardOutput = !guarded,
            RedirectStandardError = !guarded,
            // A folder that the other user may read: the repository may be private to us.
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
    }

    private async Task WaitUntilReadyAsync()
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString
        );
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 1_000 && !_guard.HasExited)
            {
                await Task.Delay(20);
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"PostgreSQL in {_folder} did not start: {await LogAsync()}", e);
            }
        }
    }

    private async Task<string> LogAsync()
    {
        var log = Path.Combine(_folder, "log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "it left no log";
    }
}
