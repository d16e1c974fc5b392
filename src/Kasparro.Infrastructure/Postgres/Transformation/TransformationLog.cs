using Kasparro.Application.Transformation;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Transformation;

internal static partial class TransformationLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Source} was not transformed: {Sentence} {NextStep}")]
    public static partial void NotDone(ILogger log, string source, string sentence, string nextStep);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver of {Source} is rebuilt: it was {Before}, it becomes {After}"
    )]
    public static partial void StartsOver(ILogger log, string source, string before, string after);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silver of {Source} is rebuilt by itself: {Reason}")]
    public static partial void Heals(ILogger log, string source, string reason);

    /// <param name="returned">Payloads that were received again and became current.</param>
    public static void Committed(ILogger log, TransformResult result, long returned) =>
        Committed(
            log,
            result.Source,
            result.Read,
            result.Inserted,
            result.Superseded,
            returned,
            result.Failed,
            result.NotApplicable,
            result.Expired,
            (long)result.Duration.TotalMilliseconds
        );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver of {Source}: {Read} raw rows gave {Inserted} new rows, {Superseded} superseded, "
            + "{Returned} returned, {Failed} failures, {NotApplicable} not applicable and {Expired} expired "
            + "in {DurationMs} ms"
    )]
    private static partial void Committed(
        ILogger log,
        string source,
        long read,
        long inserted,
        long superseded,
        long returned,
        long failed,
        long notApplicable,
        long expired,
        long durationMs
    );
}
