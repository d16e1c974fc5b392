using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>
/// What an exception means to a person. Texts from below are not repeated unless they are known to hold no secret.
/// </summary>
internal static class FailureOf
{
    public static RunFailure From(Exception reason, bool deadlinePassed) =>
        reason switch
        {
            SourceException source => source.Failure,
            OperationCanceledException when deadlinePassed => new(
                FailureClass.Transient,
                "The run was still at work when its time limit passed.",
                "Raise the source's time limit or its page budget if this happens again."
            ),
            OperationCanceledException => new(
                FailureClass.System,
                "The run was cancelled before it ended.",
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
