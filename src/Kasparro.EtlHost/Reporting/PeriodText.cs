using System.Globalization;
using Kasparro.Application.Reports;
using Kasparro.Application.Status;

namespace Kasparro.EtlHost.Reporting;

/// <summary>What happened in a period, for a person to read in half a minute.</summary>
internal static class PeriodText
{
    public static IEnumerable<string> Lines(PeriodReport report)
    {
        yield return $"Since {report.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}:";
        foreach (var source in report.Sources)
            yield return Line(source);
        if (report.Sources.Count == 0)
            yield return "No source has run yet.";
        foreach (
            var (title, findings) in new[]
            {
                ("New findings", report.Opened),
                ("Cleared", report.Cleared),
                ("Open now", report.Open),
            }
        )
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{title}: {findings.Count}");
            foreach (var finding in findings)
                yield return $"    {FindingText.Sentence(finding)}";
        }
    }

    private static string Line(PeriodTotals source)
    {
        var slowest = source.SlowestMs is { } milliseconds
            ? string.Create(CultureInfo.InvariantCulture, $"; slowest {milliseconds / 1_000.0:0.#} s")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Source}: {source.Succeeded} runs ok, {source.Failed} failed, {source.Running} running; "
                + $"{source.Records:N0} records, {source.Inserted:N0} new, {source.Rejected:N0} rejected{slowest}; "
                + $"{source.Requests:N0} requests, {source.RequestsThisMonth:N0} this month"
        );
    }
}
