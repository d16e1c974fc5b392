using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Reporting;

/// <summary>The events of a report.</summary>
internal static partial class ReportLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} is not enabled: {Reason}")]
    public static partial void Absent(ILogger log, string source, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Source} is tried once more in {PauseSeconds} s: its run failed. {Sentence}"
    )]
    public static partial void Retrying(ILogger log, string source, string sentence, double pauseSeconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} is running: {Progress}")]
    public static partial void StillRunning(ILogger log, string source, string progress);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Backfill of {Source}: {Coin}, {Number} of {Coins}, {Outcome}: fetched {Fetched}, new {Inserted}"
    )]
    public static partial void Backfilled(
        ILogger log,
        string source,
        string coin,
        int number,
        int coins,
        string outcome,
        long fetched,
        long inserted
    );

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: page {Page} staged, {Fetched} records so far")]
    public static partial void Staged(ILogger log, string source, int page, long fetched);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source} {Outcome}: fetched {Fetched}, new {Inserted}, duplicates {Duplicates}; "
            + "Silver rows {SilverRows}, failures {Failures}. {Remark}"
    )]
    public static partial void Ended(
        ILogger log,
        string source,
        string outcome,
        long fetched,
        long inserted,
        long duplicates,
        long silverRows,
        long failures,
        string remark
    );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source} {Outcome}: fetched {Fetched}, nothing stored; "
            + "Silver rows {SilverRows}, failures {Failures}. {Remark}"
    )]
    public static partial void EndedEmpty(
        ILogger log,
        string source,
        string outcome,
        long fetched,
        long silverRows,
        long failures,
        string remark
    );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source}: last run {LastStatus}, last success {LastSuccessAt}, last failure {LastFailureAt} "
            + "({LastFailureError}); {Succeeded} runs succeeded, {Failed} failed; "
            + "{SilverRows} Silver rows, {Failures} failures, newest data {NewestDataAt}"
    )]
    public static partial void Status(
        ILogger log,
        string source,
        string lastStatus,
        string lastSuccessAt,
        string lastFailureAt,
        string lastFailureError,
        long succeeded,
        long failed,
        long silverRows,
        long failures,
        string newestDataAt
    );

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Line(ILogger log, string line);

    [LoggerMessage(
        Message = "{Source}: {Verification} {Rows} rows, {Runs} runs; {RunsWithoutDigest} earlier runs have no digest"
    )]
    public static partial void Bronze(
        ILogger log,
        LogLevel level,
        string source,
        string verification,
        long rows,
        long runs,
        long runsWithoutDigest
    );

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} said: {Text}")]
    public static partial void UpstreamText(ILogger log, string source, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Sources} sources ended, {Failed} of them failed")]
    public static partial void Summary(ILogger log, int sources, int failed);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver {Verification}: {Differences} differences in {Rows} rows, digest {Digest}, "
            + "rebuilt {RebuiltDigest}; {Pending} raw records are not transformed yet"
    )]
    public static partial void Verification(
        ILogger log,
        string verification,
        long differences,
        long rows,
        string digest,
        string rebuiltDigest,
        long pending
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Silver does not match Bronze: the first {Shown} of {Differences} differences follow"
    )]
    public static partial void FirstDifferences(ILogger log, int shown, long differences);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Difference: {Difference}")]
    public static partial void Difference(ILogger log, string difference);
}
