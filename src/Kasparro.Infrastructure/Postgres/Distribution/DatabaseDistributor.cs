using Kasparro.Application.Schema;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Distribution;

/// <summary>Spreads tables over the machines of a Citus cluster.</summary>
internal sealed class DatabaseDistributor(KasparroDatabase database) : IDatabaseDistribution
{
    /// <summary>In this order: foreign keys point to the first, and the others are put next to the second.</summary>
    private static readonly (string Name, string Statement)[] s_tables =
    [
        ("assets", "distribute_assets"),
        ("asset_market_data", "distribute_asset_market_data"),
        ("market_data_revisions", "distribute_market_data_revisions"),
        ("asset_sources", "distribute_asset_sources"),
    ];

    /// <exception cref="ConfigurationException">The database is not one of a Citus cluster.</exception>
    public async Task<IReadOnlyList<string>> DistributeAsync(CancellationToken ct)
    {
        await using var session = await database.OpenSessionAsync("kasparro-distribute", limit: null, ct);
        await RefuseOtherDatabaseAsync(session, ct);
        // All or none: what is half distributed fits no statement.
        await using var transaction = await session.BeginTransactionAsync(ct);
        await AdvisoryLocks.TakeAsync(session, AdvisoryLocks.Migration, "", ct);
        var names = await FindUndistributedAsync(session, ct);
        foreach (var (name, statement) in s_tables)
            if (names.Contains(name))
                await Sql.ExecuteAsync(session, statement, ct);
        await Sql.ExecuteAsync(session, "drop_local_rows", ct, ("names", names.ToArray()));
        await transaction.CommitAsync(ct);
        return names;
    }

    private static async Task RefuseOtherDatabaseAsync(NpgsqlConnection session, CancellationToken ct)
    {
        if (!await Sql.IsTrueAsync(session, "has_citus", ct))
            throw new ConfigurationException([
                "The database has no extension citus, so its tables cannot be distributed. "
                    + "On a Citus cluster, run CREATE EXTENSION citus on each machine and citus_add_node for each "
                    + "worker first",
            ]);
        if (!await Sql.IsTrueAsync(session, "knows_coordinator", ct))
            throw new ConfigurationException([
                "The machines of the cluster do not know this one, so local and distributed tables cannot be joined. "
                    + "Run SELECT citus_set_coordinator_host('its address') first",
            ]);
    }

    private static async Task<List<string>> FindUndistributedAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var find = Sql.Command(
            session,
            "find_undistributed_tables",
            ("names", s_tables.Select(table => table.Name).ToArray())
        );
        await using var row = await find.ExecuteReaderAsync(ct);
        var tables = new List<string>();
        while (await row.ReadAsync(ct))
            tables.Add(row.GetString(0));
        return tables;
    }
}
