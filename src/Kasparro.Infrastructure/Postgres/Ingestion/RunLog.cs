using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

internal static partial class RunLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} of {Source} started")]
    public static partial void Started(ILogger log, string source, Guid runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "No run of {Source} was started: {Sentence} {NextStep}")]
    public static partial void NotStarted(ILogger log, string source, string sentence, string nextStep);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Run {RunId} of {Source} was closed as failed: its process had died"
    )]
    public static partial void ClosedDead(ILogger log, string source, Guid runId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Run {RunId} of {Source} stored {Inserted} new of {Fetched} records in {DurationMs} ms"
    )]
    public static partial void Committed(
        ILogger log,
        string source,
        Guid runId,
        long inserted,
        long fetched,
        long durationMs
    );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Run {RunId} of {Source} failed ({FailureClass}): {Sentence} {NextStep}"
    )]
    public static partial void Failed(
        ILogger log,
        string source,
        Guid runId,
        string failureClass,
        string sentence,
        string nextStep
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Run {RunId} of {Source} failed ({Sentence}), which cannot be recorded yet; retrying in {Seconds} s: {Reason}"
    )]
    public static partial void RecordingRetried(
        ILogger log,
        string source,
        Guid runId,
        string sentence,
        double seconds,
        string reason
    );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The failure of run {RunId} of {Source} could not be recorded; the next run will close it"
    )]
    public static partial void NotRecorded(ILogger log, Exception reason, string source, Guid runId);
}
