using System.Globalization;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Migrations;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>
/// A server of one test, with a migrated database, that crashes, freezes and refuses on demand. It keeps what
/// it has committed, as a server with a disk does.
/// </summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private const string Name = "kasparro";
    private const string Bytes = "600m";

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly ServerPrograms _programs;
    private readonly string _folder;
    private readonly bool _hasSmallDisk;
    private int _promotions;

    private FaultyServer(ServerPrograms programs, string folder, bool hasSmallDisk) =>
        (_programs, _folder, _hasSmallDisk) = (programs, folder, hasSmallDisk);

    /// <summary>Of a role that is no superuser, so that limits hold for it.</summary>
    public TestDatabase Database { get; private set; } = null!;

    public IEnumerable<ServerFault> Faults
    {
        get
        {
            yield return new ServerFault("crash", CrashAsync);
            yield return new ServerFault("freeze", FreezeAsync);
            yield return new ServerFault("read-only", RefuseToWriteAsync);
            yield return new ServerFault("no connections left", LimitConnectionsAsync);
            yield return new ServerFault("promotion of a standby", PromoteStandbyAsync);
            if (_hasSmallDisk)
                yield return new ServerFault("full disk", FillDiskAsync);
        }
    }

    /// <summary>Of the server that is the primary now.</summary>
    private string Data => Path.Combine(_folder, $"data-{_promotions}");

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <returns>Null where no server programs are installed.</returns>
    public static async Task<FaultyServer?> TryCreateAsync()
    {
        if (ServerPrograms.Find() is not { } programs)
            return null;

        var folder = Path.Combine(Path.GetTempPath(), $"kasparro-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder);
        // A disk of its own, so that filling it hurts nothing else; only an administrator may mount one.
        var mounted = await ExternalProgram.CaptureAsync(["mount", "-t", "tmpfs", "-o", $"size={Bytes}", Name, folder]);
        await ServerAccount.MakeFolderAsync(folder);
        var server = new FaultyServer(programs, folder, mounted.Succeeded);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await StopAsync();
        if (_hasSmallDisk)
            await ExternalProgram.CaptureAsync(["umount", "--lazy", _folder]);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CrashAsync(Random random)
    {
        await MomentAsync(random);
        await StopAsync();
        await MomentAsync(random);
        await StartAsync();
    }

    private async Task FreezeAsync(Random random)
    {
        await MomentAsync(random);
        var frozen = ServerProcesses();
        foreach (var pid in frozen)
            ProcessTable.Signal(pid, "STOP");
        await MomentAsync(random);
        foreach (var pid in frozen)
            ProcessTable.Signal(pid, "CONT");
    }

    private async Task RefuseToWriteAsync(Random random)
    {
        await MomentAsync(random);
        await ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await ExecuteAsync("SELECT pg_reload_conf()");
        await MomentAsync(random);
        await ExecuteAsync("ALTER SYSTEM RESET default_transaction_read_only");
        await ExecuteAsync("SELECT pg_reload_conf()");
    }

    private async Task LimitConnectionsAsync(Random random)
    {
        await ExecuteAsync($"ALTER DATABASE {Name} CONNECTION LIMIT {random.Next(1, 6)}");
        await MomentAsync(random);
        await MomentAsync(random);
        await ExecuteAsync($"ALTER DATABASE {Name} CONNECTION LIMIT -1");
    }

    /// <summary>
    /// The primary is lost for good, and a standby that has every commit takes its place and its address: commits wait
    /// for it, as they must where none may be lost.
    /// </summary>
    private async Task PromoteStandbyAsync(Random random)
    {
        var (standby, socket) = (Path.Combine(_folder, $"data-{_promotions + 1}"), Path.Combine(_folder, "standby"));
        await ServerAccount.MakeFolderAsync(Directory.CreateDirectory(socket).FullName);
        await ExternalProgram.RequireAsync(
            ServerAccount.Run(
                _programs.Path("pg_basebackup"),
                "-D",
                standby,
                "-h",
                _folder,
                "-U",
                "postgres",
                "-R",
                "-X",
                "stream",
                "--checkpoint=fast",
                "--no-sync"
            )
        );
        await StartAsync(standby, socket);
        await ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await ExecuteAsync("SELECT pg_reload_conf()");
        await WaitForStandbyAsync("sync_state = 'sync'");
        await MomentAsync(random);
        var committed = await ScalarAsync("SELECT pg_current_wal_flush_lsn()::text");
        await WaitForStandbyAsync($"flush_lsn >= '{committed}'");

        await StopAsync();
        await ExternalProgram.RequireAsync(ServerAccount.Run(_programs.Path("pg_ctl"), "-D", standby, "-w", "promote"));
        await ExternalProgram.RequireAsync(
            ServerAccount.Run(_programs.Path("pg_ctl"), "-D", standby, "-m", "fast", "-w", "stop")
        );
        Directory.Delete(Data, recursive: true);
        _promotions++;
        await StartAsync();
    }

    private async Task WaitForStandbyAsync(string condition)
    {
        while (await ScalarAsync($"SELECT count(*)::text FROM pg_stat_replication WHERE {condition}") != "1")
            await Task.Delay(s_poll);
    }

    private async Task FillDiskAsync(Random random)
    {
        await MomentAsync(random);
        await ExternalProgram.CaptureAsync(["dd", "if=/dev/zero", $"of={Ballast}", "bs=1M"]);
        await MomentAsync(random);
        File.Delete(Ballast);
        // Without room for its log, a server ends.
        if (await Readiness.WaitAsync(Superuser("postgres"), TimeSpan.FromSeconds(1), () => false) is not null)
        {
            await StopAsync();
            await StartAsync();
        }
    }

    /// <summary>Time is what is tried here: how far the programs have come when the server fails.</summary>
    private static Task MomentAsync(Random random) => Task.Delay(random.Next(100, 2_500));

    private async Task InitializeAsync()
    {
        await ExternalProgram.RequireAsync(
            ServerAccount.Run([
                _programs.Path("initdb"),
                .. Initdb.Arguments(Data, "postgres"),
                "-A",
                "trust",
                "--no-sync",
                "--no-instructions",
            ])
        );
        await StartAsync();
        await ExecuteAsync($"CREATE ROLE {Name} LOGIN");
        await ExecuteAsync($"CREATE DATABASE {Name} OWNER {Name}");
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = _folder,
            Username = Name,
            Database = Name,
        }.ConnectionString;
        Database = TestDatabase.At(address);
        await using var pool = NpgsqlDataSource.Create(address);
        await new DatabaseMigrator(
            new KasparroDatabase(address, pool),
            BronzeTable.All,
            TimeProvider.System
        ).MigrateAsync(CancellationToken.None);
    }

    /// <summary>What is committed is in the log of the server before it answers; a crash of the server alone loses
    /// nothing, even without fsync.</summary>
    private Task StartAsync() => StartAsync(Data, _folder);

    private async Task StartAsync(string data, string socket) =>
        await ExternalProgram.RequireAsync(
            ServerAccount.Run(
                _programs.Path("pg_ctl"),
                "-D",
                data,
                "-l",
                Path.Combine(_folder, "log"),
                "-o",
                $"-k {socket} -c listen_addresses= -c fsync=off -c max_wal_size=64MB -c min_wal_size=32MB",
                "-w",
                "start"
            )
        );

    private async Task StopAsync() =>
        await ExternalProgram.CaptureAsync(
            ServerAccount.Run(_programs.Path("pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop")
        );

    /// <summary>The server first: while it is frozen it starts no other.</summary>
    private List<int> ServerProcesses()
    {
        var pid = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = $"/proc/{pid}/task/{pid}/children";
        return
        [
            pid,
            .. File.Exists(children)
                ? File.ReadAllText(children)
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
                : [],
        ];
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var pool = NpgsqlDataSource.Create(Superuser("postgres"));
        await using var command = pool.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var pool = NpgsqlDataSource.Create(Superuser("postgres"));
        await using var command = pool.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string Superuser(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _folder,
            Username = "postgres",
            Database = database,
            Pooling = false,
            Options = "-c default_transaction_read_only=off",
        }.ConnectionString;
}
