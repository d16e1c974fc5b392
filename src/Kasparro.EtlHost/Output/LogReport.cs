using Kasparro.Application.Status;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Output;

/// <summary>For machines: one event a line, through the log.</summary>
internal sealed partial class LogReport(ILogger<LogReport> log) : IReport
{
    public async Task<IReadOnlyList<SourceOutcome>> WatchAsync(
        IReadOnlyCollection<string> sources,
        Func<Task<SourceOutcome[]>> work
    ) => await work();

    public void Staged(string source, int page, long fetched) => LogStaged(log, source, page, fetched);

    public void Derived(string source, int rows) { }

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
            LogStatus(
                log,
                state.Source,
                state.LastStatus,
                state.LastSuccessAt,
                state.LastFailureAt,
                state.LastFailureError,
                runs?.Succeeded,
                runs?.Failed,
                state.SilverRows,
                state.FailureRows,
                state.NewestDataAt
            );
    }

    public void Verdict(SilverVerdict verdict)
    {
        var pending = verdict.Pending.Values.Sum();
        LogVerdict(
            log,
            verdict.IsSame ? "what Bronze says" : "not what Bronze says",
            verdict.Rows,
            verdict.Digest,
            verdict.DerivedDigest,
            pending
        );
        foreach (var difference in verdict.Differences)
            LogDifference(log, difference);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: page {Page} staged, {Fetched} records so far")]
    private static partial void LogStaged(ILogger log, string source, int page, long fetched);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Source} {Outcome}: fetched {Fetched}, new {Inserted}, duplicates {Duplicates}; Silver rows {SilverRows}, failures {Failures}. {Remark}"
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
        Message = "{Source}: last run {LastStatus}, last success {LastSuccessAt}, last failure {LastFailureAt} ({LastFailureError}); {Succeeded} runs succeeded, {Failed} failed; {SilverRows} Silver rows, {Failures} failures, newest data {NewestDataAt}"
    )]
    private static partial void LogStatus(
        ILogger log,
        string source,
        RunStatus? lastStatus,
        DateTimeOffset? lastSuccessAt,
        DateTimeOffset? lastFailureAt,
        string? lastFailureError,
        long? succeeded,
        long? failed,
        long silverRows,
        long failures,
        DateTimeOffset? newestDataAt
    );

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Sources} sources have ended, {Failed} of them failed")]
    private static partial void LogSummary(ILogger log, int sources, int failed);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silver is {Verdict}: {Rows} rows, digest {Digest}, derived {DerivedDigest}; {Pending} raw rows are not derived yet"
    )]
    private static partial void LogVerdict(
        ILogger log,
        string verdict,
        long rows,
        string digest,
        string derivedDigest,
        long pending
    );

    [LoggerMessage(Level = LogLevel.Warning, Message = "Difference: {Difference}")]
    private static partial void LogDifference(ILogger log, string difference);
}
