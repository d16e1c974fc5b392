using System.Diagnostics.Metrics;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// What an operator reads at a glance: findings, and the last 24 hours. Counted in the database, because a window over
/// a counter misses what the counter had at its first scrape, and extrapolates.
/// </summary>
internal static class WindowMetrics
{
    public static void AddTo(Meter meter, CommittedMeasurements measured)
    {
        meter.CreateObservableGauge(
            "kasparro.findings.open",
            () => measured.OfFindings(counts => counts.Open),
            description: "Findings that are open, by source, type and severity."
        );
        meter.CreateObservableCounter(
            "kasparro.findings.opened",
            () => measured.OfFindings(counts => counts.OpenedTotal),
            description: "Findings opened since the source exists, by source, type and severity at the time."
        );
        meter.CreateObservableGauge(
            "kasparro.runs_24h",
            measured.OfRunsOfLastDay,
            description: "Ingestion runs of the last 24 hours that ended, by source and status."
        );
        meter.CreateObservableGauge(
            "kasparro.records_24h",
            () => measured.OfLastDay(totals => totals.Records),
            description: "Records received in the last 24 hours, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.new_records_24h",
            () => measured.OfLastDay(totals => totals.Inserted),
            description: "Records received in the last 24 hours that were new, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.rejected_24h",
            () => measured.OfLastDay(totals => totals.Rejected),
            description: "Raw rows received in the last 24 hours that could not be transformed, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.requests_month",
            () => measured.OfLastDay(totals => totals.RequestsThisMonth),
            description: "Requests to the provider since the month began in UTC, by source."
        );
    }
}
