using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>A session that is not the product's, with a transaction that stays open until it is disposed.</summary>
public sealed class ForeignSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private ForeignSession(NpgsqlConnection connection) => (_connection, Pid) = (connection, connection.ProcessID);

    /// <summary>The server's process.</summary>
    public int Pid { get; }

    /// <param name="name">As the product shows sessions to people.</param>
    /// <param name="statement">Run in its transaction.</param>
    /// <param name="role">Another role, with the password "secret"; null for the product's.</param>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
    public static async Task<ForeignSession> OpenAsync(
        TestDatabase database,
        string name,
        string statement,
        string? role = null
    )
    {
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Pooling = false,
            ApplicationName = name,
        };
        if (role is not null)
            (address.Username, address.Password) = (role, "secret");
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {statement}", connection);
        await command.ExecuteNonQueryAsync();
        return new ForeignSession(connection);
    }

    /// <summary>Frees its locks at once: the server notices a close a moment later.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection.State == System.Data.ConnectionState.Open)
        {
            await using var free = new NpgsqlCommand("ROLLBACK; SELECT pg_advisory_unlock_all()", _connection);
            await free.ExecuteNonQueryAsync();
        }

        await _connection.DisposeAsync();
    }
}
