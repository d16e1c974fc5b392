using System.Net.Sockets;
using System.Security.Authentication;
using Kasparro.Domain.Runs;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>What an error of the database means to a person, and what to do next.</summary>
public static class DatabaseFailure
{
    private const string IdleInTransactionSessionTimeout = "25P03";
    private const string RepeatSafely = "Look at the database's log; the run can be repeated safely.";

    /// <returns>Null where no error of the database is behind the exception, however often it is wrapped.</returns>
    public static RunFailure? From(Exception reason)
    {
        for (var cause = reason; cause is not null; cause = cause.InnerException!)
        {
            if (cause is PostgresException refused)
                return Refused(refused);
            // A host that is not found is thrown as it is.
            if (cause is NpgsqlException or SocketException)
                return Lost(cause);
        }

        return null;
    }

    private static RunFailure Refused(PostgresException error) =>
        new(FailureClass.System, $"PostgreSQL refused: {error.SqlState} {error.MessageText}.", NextStep(error));

    private static string NextStep(PostgresException error) =>
        error.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege => MissingGrant.For(error.MessageText),
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                "The database is read-only: DATABASE_URL names a standby, or a role that may only read. "
                    + "Name the primary, and the role of the ETL.",
            PostgresErrorCodes.TooManyConnections =>
                "All connections are taken: raise max_connections, or lower 'Maximum Pool Size' in the API's "
                    + "DATABASE_URL.",
            PostgresErrorCodes.QueryCanceled => "A time limit of the server or an administrator ended the statement: "
                + "raise statement_timeout of this role (ALTER ROLE … SET statement_timeout), and start again.",
            PostgresErrorCodes.UntranslatableCharacter =>
                "The database cannot store every character: create one with CREATE DATABASE … ENCODING 'UTF8'.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "Check the user and the password in DATABASE_URL, and the server's pg_hba.conf.",
            PostgresErrorCodes.InvalidCatalogName =>
                "Correct the name in DATABASE_URL, or create the database: CREATE DATABASE … ENCODING 'UTF8'.",
            IdleInTransactionSessionTimeout =>
                "The server ended a transaction that waited for the client: raise idle_in_transaction_session_timeout "
                    + "of this role (ALTER ROLE … SET idle_in_transaction_session_timeout), and start again.",
            PostgresErrorCodes.DiskFull =>
                "The server's disk is full: free or add space, and start again. No data is lost.",
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
                "Another transaction was in the way: the next run tries again.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn =>
                "Run the 'migrate' command first.",
            _ => RepeatSafely,
        };

    /// <summary>The innermost message says what happened: the outer ones only that something did.</summary>
    private static RunFailure Lost(Exception error)
    {
        var cause = error.GetBaseException();
        var what = error.Message.StartsWith("Failed to connect", StringComparison.Ordinal)
            ? error.Message
            : "The connection to PostgreSQL failed";
        return new(
            FailureClass.System,
            what == cause.Message ? $"{what}." : $"{what}: {cause.Message.TrimEnd('.')}.",
            cause switch
            {
                AuthenticationException => "Check sslmode and sslrootcert in DATABASE_URL.",
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } =>
                    "Check the host in DATABASE_URL, and this machine's DNS.",
                SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                    "See that PostgreSQL runs and listens at that address.",
                _ => "Check the database and the network; the run can be repeated safely.",
            }
        );
    }
}
