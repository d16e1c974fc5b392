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
    /// <param name="machines">To the database; the coordinator comes last.</param>
    public static async Task JoinAsync(IReadOnlyList<string> machines)
    {
        foreach (var machine in machines)
            await ExecuteAsync(machine, "CREATE EXTENSION citus");
        await ExecuteAsync(machines[^1], $"SELECT citus_set_coordinator_host({Address(machines[^1])})");
        foreach (var worker in machines.SkipLast(1))
            await ExecuteAsync(machines[^1], $"SELECT citus_add_node({Address(worker)})");
    }

    /// <summary>Corrects what a copy of a database says of itself; else rights are not given on workers.</summary>
    public static async Task OwnAsync(IReadOnlyList<string> machines)
    {
        foreach (var machine in machines)
            await ExecuteAsync(
                machine,
                "UPDATE pg_dist_object SET objid = (SELECT oid FROM pg_database WHERE datname = current_database()) "
                    + "WHERE classid = 'pg_database'::regclass"
            );
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
