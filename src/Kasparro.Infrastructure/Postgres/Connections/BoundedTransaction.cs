using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// A transaction that does not wait for a silent network without end: neither when it begins nor when it is rolled
/// back, which Npgsql cannot cancel. (It waits for the response to ROLLBACK as long as for any command.)
/// </summary>
internal sealed class BoundedTransaction : IAsyncDisposable
{
    private const int BeginPatienceSeconds = 10;

    private static readonly TimeSpan s_rollbackPatience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlTransaction _transaction;
    private bool _isCommitted;

    private BoundedTransaction(NpgsqlTransaction transaction) => _transaction = transaction;

    public static async Task<BoundedTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = new BoundedTransaction(await connection.BeginTransactionAsync(ct));
        try
        {
            await SendBeginAsync(connection, ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Sends BEGIN, and waits for its response. Npgsql sends it with the first statement, and ignores a cancellation
    /// until BEGIN has its response: a statement that may take long must not be that one.
    /// </summary>
    public static async Task SendBeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var nothing = Sql.Command(connection, "do_nothing");
        nothing.CommandTimeout = BeginPatienceSeconds;
        await nothing.ExecuteNonQueryAsync(ct);
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        await _transaction.CommitAsync(ct);
        _isCommitted = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isCommitted)
            await RollBackAsync();
        await _transaction.DisposeAsync();
    }

    private async Task RollBackAsync()
    {
        using var patience = new CancellationTokenSource(s_rollbackPatience);
        try
        {
            await _transaction.RollbackAsync(patience.Token);
        }
        catch (Exception lost) when (lost is NpgsqlException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is lost or was given up, and the server rolls back by itself.
        }
    }
}
