using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// Whether a connection keeps its session from one statement to the next. A pooler in transaction mode gives each
/// transaction any server connection that is free: locks, temporary tables, prepared statements and notifications get
/// lost, or reach another client.
/// </summary>
public sealed class SessionCheck
{
    private const int Rounds = 3;

    private readonly KasparroDatabase _database;
    private bool? _areKept;

    internal SessionCheck(KasparroDatabase database) => _database = database;

    /// <summary>What is reached instead of the server, for a message.</summary>
    public string Address => _database.Address;

    /// <summary>Found out once; repeated where the database could not be reached.</summary>
    /// <exception cref="NpgsqlException">It could not be reached.</exception>
    public async Task<bool> AreKeptAsync(CancellationToken ct) => _areKept ??= await FindOutAsync(ct);

    /// <summary>
    /// One client is enough to see it: while two connections stay open, a server has a process for each of them, and a
    /// pooler gives the second what the first has just left.
    /// </summary>
    private async Task<bool> FindOutAsync(CancellationToken ct)
    {
        const string Purpose = "kasparro session check";
        await using var first = await _database.OpenUnchangedAsync(Purpose, ct);
        // Poolers make up the number that a connection is greeted with: they need it to pass on a cancellation.
        if (await BackendAsync(first, ct) == first.ProcessID)
            return true;

        await using var second = await _database.OpenUnchangedAsync(Purpose, ct);
        for (var round = 0; round < Rounds; round++)
        {
            var before = await BackendAsync(first, ct);
            var after = await BackendAsync(first, ct);
            if (before != after || after == await BackendAsync(second, ct))
                return false;
        }

        return true;
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var read = Sql.Command(connection, "backend");
        return (int)(await read.ExecuteScalarAsync(ct))!;
    }
}
