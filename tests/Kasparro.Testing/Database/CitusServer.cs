using System.Globalization;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Distribution;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>A Citus cluster: every database of the tests is one on each of its machines.</summary>
internal static class CitusServer
{
    /// <param name="coordinator">To a database that knows the workers.</param>
    public static async Task<TestServer> AtAsync(string coordinator)
    {
        await using var source = NpgsqlDataSource.Create(coordinator);
        await using var read = source.CreateCommand(
            "SELECT nodename, nodeport FROM pg_dist_node WHERE groupid <> 0 AND isactive ORDER BY nodeid"
        );
        await using var node = await read.ExecuteReaderAsync();
        var workers = new List<string>();
        while (await node.ReadAsync())
            workers.Add(
                new NpgsqlConnectionStringBuilder(coordinator)
                {
                    Host = node.GetString(0),
                    Port = node.GetInt32(1),
                }.ConnectionString
            );
        return workers.Count > 0
            ? new TestServer(coordinator, owned: null, [.. workers])
            : throw new InvalidOperationException("The Citus cluster of the tests has no worker.");
    }

    /// <summary>Makes one cluster of a database that is on all machines.</summary>
    /// <param name="coordinator">To the database.</param>
    public static async Task JoinAsync(string coordinator, IReadOnlyList<string> workers)
    {
        foreach (var machine in (string[])[.. workers, coordinator])
            await ExecuteAsync(machine, "CREATE EXTENSION citus");
        await ExecuteAsync(coordinator, $"SELECT citus_set_coordinator_host({Address(coordinator)})");
        foreach (var worker in workers)
            await ExecuteAsync(coordinator, $"SELECT citus_add_node({Address(worker)})");
    }

    public static async Task DistributeAsync(string coordinator)
    {
        await using var pool = NpgsqlDataSource.Create(coordinator);
        await new DatabaseDistributor(new KasparroDatabase(coordinator, pool)).DistributeAsync(CancellationToken.None);
    }

    private static string Address(string connectionString)
    {
        var machine = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(CultureInfo.InvariantCulture, $"'{machine.Host}', {machine.Port}");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await using var command = pool.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
