using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>
/// What an exception means to a person. Texts from below are not repeated unless they are known to hold no secret.
/// </summary>
internal static class FailureClassifier
{
    public static RunFailure Classify(Exception reason, bool deadlinePassed, SessionLimit limit) =>
        reason switch
        {
            SourceException source => source.Failure,
            OperationCanceledException when deadlinePassed => limit.ToFailure("run"),
            OperationCanceledException => new(
                FailureClass.System,
                "The run was cancelled before it ended.",
                "Nothing was stored by it; start it again."
            ),
            DbUpdateConcurrencyException => new(
                FailureClass.System,
                "Another run closed this one: the connection that had the source's lock was lost.",
                "Nothing was stored by it; start it again."
            ),
            _ when DatabaseErrors.Find(reason) is { } database => Classify(database),
            _ => new(
                FailureClass.System,
                $"The run met an unexpected {reason.GetType().Name}: {reason.Message}",
                "This is a bug; please report it with the log of this run."
            ),
        };

    private static RunFailure Classify(NpgsqlException database) =>
        database is PostgresException error
            ? new(
                FailureClass.System,
                $"PostgreSQL refused: {error.SqlState} {error.MessageText}.",
                "Look at the database's log; the run can be repeated safely."
            )
            : new(
                FailureClass.System,
                "The connection to PostgreSQL was lost.",
                "Check the database; the run can be repeated safely."
            );
}
