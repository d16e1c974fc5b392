using System.Globalization;
using Kasparro.Application.Explanation;
using Kasparro.Application.Status;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Reporting;

/// <summary>For machines: one event a line, through the log.</summary>
internal sealed partial class LogReport(ILogger<LogReport> log) : IReport
{
    public async Task<IReadOnlyList<SourceOutcome>> WatchAsync(
        IReadOnlyCollection<string> sources,
        Func<Task<SourceOutcome[]>> work
    ) => await work();

    public void Staged(string source, int page, long fetched) => LogStaged(log, source, page, fetched);

    public void Transformed(string source, int rows) { }

    public void Absent(string source, string reason) => LogAbsent(log, source, reason);

    public void Retrying(string source, RunFailure failure, TimeSpan pause) =>
        LogRetrying(log, source, failure.Sentence, pause.TotalSeconds);

    public void Ended(SourceOutcome outcome) =>
        LogEnded(
            log,
            outcome.Source,
            outcome.Failed ? "failed" : "succeeded",
            outcome.Ingest?.Counts.Fetched,
            outcome.Ingest?.Counts.Inserted,
            outcome.Ingest?.Counts.Duplicates,
            outcome.Transform?.Inserted,
            outcome.Transform?.Failed,
            outcome.Remark ?? ""
        );

    public void Summarise(IReadOnlyList<SourceOutcome> outcomes)
    {
        var failed = outcomes.Count(outcome => outcome.Failed);
        LogSummary(log, outcomes.Count, failed);
    }

    public void Status(IReadOnlyList<SourceStats> sources)
    {
        foreach (var (state, runs) in sources)
        {
            var lastStatus = state.LastStatus?.ToString().ToLowerInvariant() ?? "none";
            var (lastSuccess, lastFailure) = (Text(state.LastSuccessAt), Text(state.LastFailureAt));
            var newest = Text(state.NewestDataAt);
            LogStatus(
                log,
                state.Source,
                lastStatus,
                lastSuccess,
                lastFailure,
                state.LastFailureError ?? "no error",
                runs?.Succeeded ?? 0,
                runs?.Failed ?? 0,
                state.SilverRows,
                state.FailureRows,
                newest
            );
            if (runs?.LastRun.UpstreamText is { } text)
                LogUpstreamText(log, state.Source, text);
        }
    }

    public void Explanation(MarketDataExplanation explanation)
    {
        foreach (var line in ExplanationText.Lines(explanation))
            LogExplanation(log, line);
    }

    public void BronzeVerification(BronzeVerification verification) =>
        LogBronze(
            log,
            verification.Problem is null ? LogLevel.Information : LogLevel.Error,
            verification.Source,
            verification.Problem ?? "Bronze is as its runs stored it.",
            verification.Rows,
            verification.Runs,
            verification.RunsWithoutDigest
        );

    public void Verification(SilverVerification verification)
    {
        var pending = verification.Pending.Values.Sum();
        LogVerification(
            log,
            verification.Matches ? "matches Bronze" : "does not match Bronze",
            verification.DifferenceCount,
            verification.Rows,
            verification.Digest,
            verification.RebuiltDigest,
            pending
        );
        if (verification.DifferenceCount > verification.Differences.Count)
            LogFirstDifferences(log, verification.Differences.Count, verification.DifferenceCount);
        foreach (var difference in verification.Differences)
            LogDifference(log, difference);
    }

    /// <summary>In UTC as ISO 8601; a log would write it as the machine's culture does.</summary>
    private static string Text(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} is not enabled: {Reason}")]
    private static partial void LogAbsent(ILogger log, string source, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Source} is tried once more in {PauseSeconds} s: its run failed. {Sentence}"
    )]
    private static partial void LogRetrying(ILogger log, string source, string sentence, double pauseSeconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: page {Page} staged, {Fetched} records so far")]
    private static partial void LogStaged(ILogger log, string source, int page, long fetched);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source} {Outcome}: fetched {Fetched}, new {Inserted}, duplicates {Duplicates}; "
            + "Silver rows {SilverRows}, failures {Failures}. {Remark}"
    )]
    private static partial void LogEnded(
        ILogger log,
        string source,
        string outcome,
        long? fetched,
        long? inserted,
        long? duplicates,
        long? silverRows,
        long? failures,
        string remark
    );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source}: last run {LastStatus}, last success {LastSuccessAt}, last failure {LastFailureAt} "
            + "({LastFailureError}); {Succeeded} runs succeeded, {Failed} failed; "
            + "{SilverRows} Silver rows, {Failures} failures, newest data {NewestDataAt}"
    )]
    private static partial void LogStatus(
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
    private static partial void LogExplanation(ILogger log, string line);

    [LoggerMessage(
        Message = "{Source}: {Verification} {Rows} rows, {Runs} runs; {RunsWithoutDigest} earlier runs have no digest"
    )]
    private static partial void LogBronze(
        ILogger log,
        LogLevel level,
        string source,
        string verification,
        long rows,
        long runs,
        long runsWithoutDigest
    );

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} said: {Text}")]
    private static partial void LogUpstreamText(ILogger log, string source, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Sources} sources ended, {Failed} of them failed")]
    private static partial void LogSummary(ILogger log, int sources, int failed);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver {Verification}: {Differences} differences in {Rows} rows, digest {Digest}, "
            + "rebuilt {RebuiltDigest}; {Pending} raw records are not transformed yet"
    )]
    private static partial void LogVerification(
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
    private static partial void LogFirstDifferences(ILogger log, int shown, long differences);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Difference: {Difference}")]
    private static partial void LogDifference(ILogger log, string difference);
}
