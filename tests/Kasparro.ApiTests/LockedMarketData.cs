using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.ApiTests;

/// <summary>Somebody rebuilds the table of market data: who reads it waits until this is disposed.</summary>
internal sealed class LockedMarketData : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private LockedMarketData(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static async Task<LockedMarketData> OfAsync(TestDatabase database)
    {
        var connection = await database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var locks = new NpgsqlCommand(
            "LOCK TABLE asset_market_data IN ACCESS EXCLUSIVE MODE",
            connection,
            transaction
        );
        await locks.ExecuteNonQueryAsync();
        return new LockedMarketData(connection, transaction);
    }

    /// <summary>Queries that wait for it now.</summary>
    public static Task<long> CountWaitingAsync(TestDatabase database) =>
        database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'"
        );

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
