using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Runs;

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
                FailureClass.Cancelled,
                "The run was cancelled before it ended.",
                "Nothing was stored by it; start it again."
            ),
            RunEndedException => new(
                FailureClass.System,
                "Another run closed this one: the connection that had the source's lock was lost.",
                "Nothing was stored by it; start it again."
            ),
            _ when DatabaseFailure.From(reason) is { } database => database,
            _ => new(
                FailureClass.System,
                $"The run met an unexpected {reason.GetType().Name}: {reason.Message}",
                "This is a bug; please report it with the log of this run."
            ),
        };
}
