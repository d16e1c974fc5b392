// cspell:ignore conname conrelid constraintdef contype indexrelid indisprimary indrelid
using System.Diagnostics.CodeAnalysis;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks;

/// <summary>What takes minutes on a table of a hundred million rows.</summary>
internal static class Maintenance
{
    /// <summary>What autovacuum does sooner or later, now: no measurement depends on when it came.</summary>
    public static Task VacuumAsync(this TestDatabase database) => ExecuteAsync(database, "VACUUM (ANALYZE)");

    /// <summary>Fills market data as bulk loads do: its indexes are made when all rows are there.</summary>
    public static async Task FillMarketDataAsync(this TestDatabase database, Func<Task> fill)
    {
        var indexes = await database.RowsAsync(
            """
            SELECT format('ALTER TABLE asset_market_data DROP CONSTRAINT %I', conname),
                   format('ALTER TABLE asset_market_data ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
            FROM   pg_constraint WHERE conrelid = 'asset_market_data'::regclass AND contype = 'p'
            UNION ALL
            SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            FROM   pg_index i WHERE i.indrelid = 'asset_market_data'::regclass AND NOT i.indisprimary
            """
        );
        foreach (var index in indexes)
            await database.ExecuteAsync(index[0]!);
        await fill();
        foreach (var index in indexes)
            await ExecuteAsync(database, index[1]!);
    }

    [SuppressMessage("Security", "CA2100", Justification = "What PostgreSQL itself says of its indexes.")]
    private static async Task ExecuteAsync(TestDatabase database, string statement)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
