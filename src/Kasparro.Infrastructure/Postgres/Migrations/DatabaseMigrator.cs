using Kasparro.Application.Schema;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Migrations;

/// <summary>Brings the schema up to date.</summary>
internal sealed class DatabaseMigrator(
    KasparroDatabase database,
    IReadOnlyList<BronzeTable> rawTables,
    TimeProvider time
) : IDatabaseSchema
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Applies what is missing, and returns its names. Several processes may call it at once: one works, the others
    /// wait and find nothing to do.
    /// </summary>
    /// <exception cref="ConfigurationException">The database cannot store every character.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        // EF Core's own lock does not keep two migrators apart while the history table does not exist yet.
        await using var session = await database.OpenSessionAsync("kasparro-migrate", limit: null, ct);
        await RefuseOtherEncodingAsync(session, ct);
        while (!await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Migration, "", ct))
            await Task.Delay(s_poll, time, ct);

        await using var db = KasparroDatabase.ContextOn(session);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await db.Database.MigrateAsync(ct);
        foreach (var table in await MissingAsync(session, ct))
        {
            await using var create = Sql.Command(session, "create_raw_table", table);
            await create.ExecuteNonQueryAsync(ct);
            pending.Add(table.Name);
        }

        return pending;
    }

    /// <summary>Names of migrations, and of raw tables, that the database lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var applied = await AppliedAsync(connection, ct);
        return
        [
            .. MigrationList.Ids.Except(applied),
            .. (await MissingAsync(connection, ct)).Select(table => table.Name),
        ];
    }

    /// <summary>Without EF Core's model, which takes longer to build than all else that a start does.</summary>
    private static async Task<List<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new List<string>();
        try
        {
            await using var read = Sql.Command(connection, "applied_migrations");
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                applied.Add(row.GetString(0));
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // An empty database: no migration has made the table yet.
        }

        return applied;
    }

    private async Task<List<BronzeTable>> MissingAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var find = Sql.Command(
            session,
            "find_missing_raw_tables",
            ("names", rawTables.Select(table => table.Name).ToArray())
        );
        await using var row = await find.ExecuteReaderAsync(ct);
        var missing = new HashSet<string>();
        while (await row.ReadAsync(ct))
            missing.Add(row.GetString(0));
        return [.. rawTables.Where(table => missing.Contains(table.Name))];
    }

    private static async Task RefuseOtherEncodingAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "server_encoding");
        if (await read.ExecuteScalarAsync(ct) is string encoding and not "UTF8")
            throw new ConfigurationException([
                $"The database's encoding is {encoding}, which cannot store every character that sources send. "
                    + "Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
            ]);
    }
}
