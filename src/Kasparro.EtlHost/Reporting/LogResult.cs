using System.Globalization;
using Kasparro.Application.Status;
using Kasparro.Application.Verification;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Reporting;

/// <summary>What a command was asked for, as log lines that LOG_LEVEL does not hide: without them it says nothing.
/// </summary>
internal sealed class LogResult(ILogger<LogResult> log)
{
    public void Status(IReadOnlyList<SourceStats> sources)
    {
        if (sources.Count == 0)
            ReportLog.Line(log, "No source has run yet.");
        foreach (var (state, runs) in sources)
        {
            var lastStatus = state.LastStatus?.ToString().ToLowerInvariant() ?? "none";
            var (lastSuccess, lastFailure) = (Text(state.LastSuccessAt), Text(state.LastFailureAt));
            var newest = Text(state.NewestDataAt);
            ReportLog.Status(
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
                ReportLog.UpstreamText(log, state.Source, text);
        }
    }

    public void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            ReportLog.Line(log, line);
    }

    public void BronzeVerification(BronzeVerification verification) =>
        ReportLog.Bronze(
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
        ReportLog.Verification(
            log,
            verification.Matches ? "matches Bronze" : "does not match Bronze",
            verification.DifferenceCount,
            verification.Rows,
            verification.Digest,
            verification.RebuiltDigest,
            pending
        );
        if (verification.DifferenceCount > verification.Differences.Count)
            ReportLog.FirstDifferences(log, verification.Differences.Count, verification.DifferenceCount);
        foreach (var difference in verification.Differences)
            ReportLog.Difference(log, difference);
    }

    /// <summary>In UTC as ISO 8601; a log would write it as the machine's culture does.</summary>
    private static string Text(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";
}
