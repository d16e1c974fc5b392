using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>Errors of the database, wherever EF Core wrapped them.</summary>
public static class DatabaseErrors
{
    /// <summary>The database's own error behind an exception; null where there is none.</summary>
    public static NpgsqlException? Find(Exception reason)
    {
        for (Exception? current = reason; current is not null; current = current.InnerException)
            if (current is NpgsqlException found)
                return found;
        return null;
    }

    /// <summary>
    /// Whether the same statement can succeed a moment later: after a restart, a fail-over, a full disk.
    /// </summary>
    public static bool IsPassing(Exception reason) =>
        Find(reason) switch
        {
            PostgresException error => error.IsTransient || error.SqlState.StartsWith("57P", StringComparison.Ordinal),
            null => reason is TimeoutException,
            _ => true,
        };
}
