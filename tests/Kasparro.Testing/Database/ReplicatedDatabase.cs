using Kasparro.Dev.Postgres;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Migrations;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>A migrated database on two servers of its own: a primary, and a hot standby that follows it.</summary>
public sealed class ReplicatedDatabase : IAsyncDisposable
{
    private readonly EphemeralCluster _primary;
    private readonly EphemeralCluster _standby;

    private ReplicatedDatabase(EphemeralCluster primary, EphemeralCluster standby) =>
        (_primary, _standby) = (primary, standby);

    /// <returns>Null where no server programs are installed: a replica needs two servers that this process
    /// controls.</returns>
    public static async Task<ReplicatedDatabase?> TryCreateAsync()
    {
        if (ServerPrograms.Find() is null)
            return null;

        var primary = await EphemeralCluster.StartAsync();
        await using var pool = NpgsqlDataSource.Create(primary.ConnectionString);
        await new DatabaseMigrator(
            new KasparroDatabase(primary.ConnectionString, pool),
            BronzeTable.All,
            TimeProvider.System
        ).MigrateAsync(CancellationToken.None);
        return new ReplicatedDatabase(primary, await primary.StartStandbyAsync());
    }

    /// <param name="attributes">Npgsql's Target Session Attributes.</param>
    /// <param name="standbyFirst">Whether the standby is named before the primary.</param>
    public string ConnectionString(string attributes, bool standbyFirst = false) =>
        new NpgsqlConnectionStringBuilder(_primary.ConnectionString)
        {
            Host = standbyFirst ? $"{HostOf(_standby)},{HostOf(_primary)}" : $"{HostOf(_primary)},{HostOf(_standby)}",
            TargetSessionAttributes = attributes,
            MaxPoolSize = 10,
        }.ConnectionString;

    public Task ExecuteAsync(string sql) => ExecuteAsync(_primary, sql);

    public async Task<long> ScalarAsync(string sql)
    {
        await using var pool = NpgsqlDataSource.Create(_primary.ConnectionString);
        await using var command = pool.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task ExecuteOnStandbyAsync(string sql) => ExecuteAsync(_standby, sql);

    /// <summary>Waits until the standby has what is committed now.</summary>
    public async Task CatchUpAsync()
    {
        await using var primary = NpgsqlDataSource.Create(_primary.ConnectionString);
        await using var position = primary.CreateCommand("SELECT pg_current_wal_insert_lsn()::text");
        var committed = (string)(await position.ExecuteScalarAsync())!;
        await using var standby = NpgsqlDataSource.Create(_standby.ConnectionString);
        await using var caughtUp = standby.CreateCommand($"SELECT pg_last_wal_replay_lsn() >= '{committed}'");
        await Eventually.UntilAsync(async () => await caughtUp.ExecuteScalarAsync() is true);
    }

    public ValueTask StopStandbyAsync() => _standby.DisposeAsync();

    public ValueTask StopPrimaryAsync() => _primary.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    private static string HostOf(EphemeralCluster server) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;

    private static async Task ExecuteAsync(EphemeralCluster server, string sql)
    {
        await using var pool = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = pool.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
