using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Migrations;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>One migrated database a process, which every test's own database is a file copy of.</summary>
internal sealed class DatabaseTemplate
{
    private static readonly Lazy<Task<DatabaseTemplate>> s_shared = new(CreateAsync);

    /// <summary>
    /// Differs between the test hosts that share a server, and between a run and what a killed one left there.
    /// </summary>
    private static readonly string s_prefix = $"kasparro_test_{Environment.ProcessId}_{Random.Shared.Next():x}";

    private static int s_created;

    private readonly TestServer _server;

    /// <summary>The server that the tests use comes last.</summary>
    private readonly NpgsqlDataSource[] _machines;

    private DatabaseTemplate(TestServer server)
    {
        _server = server;
        _machines =
        [
            .. ((string[])[.. server.Workers, server.ConnectionString]).Select(machine =>
                NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(machine) { MaxPoolSize = 8 }.ConnectionString)
            ),
        ];
    }

    public bool IsDistributed => _server.Workers.Count > 0;

    public static Task<DatabaseTemplate> SharedAsync() => s_shared.Value;

    public async Task<string> CloneAsync(CancellationToken ct)
    {
        var database = await CreateAsync($"template {s_prefix} strategy file_copy", ct);
        if (IsDistributed)
            await CitusServer.OwnAsync(Machines(database));
        return database;
    }

    public async Task<string> CreateEmptyAsync(CancellationToken ct) => await CreateAsync("template template0", ct);

    /// <summary>Empty, and one on all machines of the cluster.</summary>
    public async Task<string> CreateClusterAsync(CancellationToken ct)
    {
        var database = await CreateEmptyAsync(ct);
        await JoinAsync(database);
        return database;
    }

    public async Task DropAsync(string database)
    {
        if (IsDistributed)
            await CloseAsync(database);
        await ExecuteAsync($"drop database if exists {database} with (force)", CancellationToken.None);
    }

    /// <param name="pooling">Off while a template is migrated: a pooled connection would stay open, and an open
    /// template cannot be copied.</param>
    public string ConnectionStringOf(string database, bool pooling = true) =>
        ConnectionStringOf(_server.ConnectionString, database, pooling);

    private static string ConnectionStringOf(string server, string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = database,
            Pooling = pooling,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
            PersistSecurityInfo = true,
        }.ConnectionString;

    private static async Task<DatabaseTemplate> CreateAsync()
    {
        var template = new DatabaseTemplate(await TestServers.StartAsync());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.EndAsync().GetAwaiter().GetResult();
        await template.ExecuteAsync($"create database {s_prefix} template template0", CancellationToken.None);
        var connectionString = template.ConnectionStringOf(s_prefix, pooling: false);
        if (!template.IsDistributed)
        {
            await MigrateAsync(connectionString);
            return template;
        }

        await template.JoinAsync(s_prefix);
        await MigrateAsync(connectionString);
        await CitusServer.DistributeAsync(connectionString);
        await template.CloseAsync(s_prefix);
        return template;
    }

    /// <summary>
    /// Citus' own sessions come back by themselves, and a database with a session is neither copied nor dropped.
    /// </summary>
    private async Task CloseAsync(string database)
    {
        await ExecuteAsync($"alter database {database} allow_connections false", CancellationToken.None);
        await ExecuteAsync(
            $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{database}'",
            CancellationToken.None
        );
    }

    private Task JoinAsync(string database) => CitusServer.JoinAsync(Machines(database));

    /// <summary>The database on each machine; the coordinator's comes last.</summary>
    private IReadOnlyList<string> Machines(string database) =>
        [
            .. ((string[])[.. _server.Workers, _server.ConnectionString]).Select(machine =>
                ConnectionStringOf(machine, database, pooling: false)
            ),
        ];

    private static async Task MigrateAsync(string connectionString)
    {
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await new DatabaseMigrator(
            new KasparroDatabase(connectionString, pool),
            BronzeTable.All,
            TimeProvider.System
        ).MigrateAsync(CancellationToken.None);
    }

    /// <summary>
    /// No test disposes what a whole process shares; a server that is not ours must be left as it was found.
    /// </summary>
    private async Task EndAsync()
    {
        if (!_server.IsOurs)
            await DropAsync(s_prefix);
        foreach (var machine in _machines)
            await machine.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<string> CreateAsync(string origin, CancellationToken ct)
    {
        var database = $"{s_prefix}_{Interlocked.Increment(ref s_created)}";
        await ExecuteAsync($"create database {database} {origin}", ct);
        return database;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        foreach (var machine in _machines)
        {
            await using var command = machine.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
