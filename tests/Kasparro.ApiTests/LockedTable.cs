using System.Diagnostics.CodeAnalysis;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.ApiTests;

/// <summary>A table that is being rebuilt: queries that read it wait until this is disposed.</summary>
internal sealed class LockedTable : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private LockedTable(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    [SuppressMessage("Security", "CA2100", Justification = "The table is named by the tests.")]
    public static async Task<LockedTable> OfAsync(TestDatabase database, string table = "asset_market_data")
    {
        var connection = await database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var locks = new NpgsqlCommand(
            $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
            connection,
            transaction
        );
        await locks.ExecuteNonQueryAsync();
        return new LockedTable(connection, transaction);
    }

    /// <summary>Queries that wait for a lock now.</summary>
    public static Task<long> CountWaitingAsync(TestDatabase database) =>
        database.ScalarAsync<long>(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'
            """
        );

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
