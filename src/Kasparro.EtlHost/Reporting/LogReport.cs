using System.Collections.Concurrent;
using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Status;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Reporting;

/// <summary>For machines: one event a line, through the log.</summary>
internal sealed class LogReport(ILogger<LogReport> log, LogResult result, TimeProvider? time = null) : IReport
{
    /// <summary>How often a run that takes long says how far it is.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, long> _saidAt = new();
    private readonly ConcurrentDictionary<string, long> _transforming = new();
    private readonly ConcurrentDictionary<string, long> _transformed = new();

    public async Task<IReadOnlyList<SourceOutcome>> WatchAsync(
        IReadOnlyCollection<string> sources,
        Func<Task<SourceOutcome[]>> work
    ) => await work();

    public void Staged(string source, int page, int? pages, long fetched)
    {
        ReportLog.Staged(log, source, page, fetched);
        var last = _saidAt.GetOrAdd(source, _ => _time.GetTimestamp());
        if (_time.GetElapsedTime(last) < s_pause)
            return;
        _saidAt[source] = _time.GetTimestamp();
        var progress = ProgressText.Staged(page, pages, fetched);
        ReportLog.StillRunning(log, source, progress);
    }

    public void Backfilled(string source, string coin, int number, int coins, IngestResult result)
    {
        var outcome = result.Outcome.ToString().ToLowerInvariant();
        var (fetched, inserted) = (result.Counts.Fetched, result.Counts.Inserted);
        ReportLog.Backfilled(log, source, coin, number, coins, outcome, fetched, inserted);
    }

    /// <summary>The retry has logged it.</summary>
    public void Waiting(string source, string cause, TimeSpan pause) { }

    public void Transformed(string source, int rows, double? share)
    {
        var started = _transforming.GetOrAdd(source, _ => _time.GetTimestamp());
        var sum = _transformed.AddOrUpdate(source, rows, (_, before) => before + rows);
        var last = _saidAt.GetOrAdd(source, _ => _time.GetTimestamp());
        if (_time.GetElapsedTime(last) < s_pause)
            return;
        _saidAt[source] = _time.GetTimestamp();
        var progress = ProgressText.Transformed(sum, share, _time.GetElapsedTime(started));
        ReportLog.StillRunning(log, source, progress);
    }

    public void Absent(string source, string reason) => ReportLog.Absent(log, source, reason);

    public void Retrying(string source, RunFailure failure, TimeSpan pause) =>
        ReportLog.Retrying(log, source, failure.Sentence, pause.TotalSeconds);

    public void Ended(SourceOutcome outcome)
    {
        var how = outcome.Failed ? "failed" : "succeeded";
        var fetched = outcome.Ingest?.Counts.Fetched ?? 0;
        var (rows, failures) = (outcome.Transform?.Inserted ?? 0, outcome.Transform?.Failed ?? 0);
        var remark = outcome.Remark ?? "";
        if (outcome.Stored is { Inserted: var inserted, Duplicates: var duplicates })
            ReportLog.Ended(log, outcome.Source, how, fetched, inserted, duplicates, rows, failures, remark);
        else
            ReportLog.EndedEmpty(log, outcome.Source, how, fetched, rows, failures, remark);
    }

    public void Summarise(IReadOnlyList<SourceOutcome> outcomes)
    {
        var failed = outcomes.Count(outcome => outcome.Failed);
        ReportLog.Summary(log, outcomes.Count, failed);
    }

    /// <summary>The link step logs it.</summary>
    public void Linked(LinkResult result) { }

    /// <summary>What failed has logged it.</summary>
    public void LinkFailed(string reason) { }

    public void Status(IReadOnlyList<SourceStats> sources) => result.Status(sources);

    public void Show(IEnumerable<string> lines) => result.Show(lines);

    public void BronzeVerification(BronzeVerification verification) => result.BronzeVerification(verification);

    public void Verification(SilverVerification verification) => result.Verification(verification);
}
