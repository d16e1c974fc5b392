using System.Diagnostics.Metrics;
using Kasparro.Application.Sources;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// Exports <see cref="CommittedState"/> as metrics. Labels are sources and states: small, fixed sets.
/// </summary>
internal sealed class CommittedMetrics
{
    public const string MeterName = "Kasparro";

    private readonly Meter _meter;
    private readonly CommittedMeasurements _measured;

    public CommittedMetrics(IMeterFactory meters, CommittedState state, SourceCatalog catalog, TimeProvider time)
    {
        (_meter, _measured) = (meters.Create(MeterName), new CommittedMeasurements(state, catalog, time));
        _meter.CreateObservableGauge(
            "kasparro.database.up",
            () => state.IsUp ? 1 : 0,
            description: "1 while the database responds; 0: other kasparro metrics are the state that was read last."
        );
        AddExpectations();
        AddRuns();
        AddFailures();
        AddDurations();
        AddTransformations();
        AddMarketData();
        WindowMetrics.AddTo(_meter, _measured);
    }

    private void AddExpectations()
    {
        Gauge(
            "kasparro.source.cadence",
            "s",
            "Interval at which runs are expected, by enabled source.",
            () => _measured.OfCatalog(source => source.Cadence.TotalSeconds)
        );
        Gauge(
            "kasparro.source.time_limit",
            "s",
            "Time limit of one ingestion, by enabled source.",
            () => _measured.OfCatalog(source => source.TimeLimit.TotalSeconds)
        );
        Gauge(
            "kasparro.source.static",
            null,
            "1 for files that do not change by themselves, by enabled source.",
            () => _measured.OfCatalog(source => source.IsStatic ? 1 : 0)
        );
    }

    private void AddRuns()
    {
        Counter(
            "kasparro.ingestion.runs",
            "{run}",
            "Ingestion runs that ended, by source and status.",
            _measured.OfEndedRuns
        );
        Gauge(
            "kasparro.ingestion.running",
            "{run}",
            "Running ingestion runs, by source.",
            () => _measured.OfRuns(r => r.Running)
        );
        Gauge(
            "kasparro.ingestion.running.age",
            "s",
            "Time since the running run started, 0 where none is running, by source.",
            _measured.RunningAges
        );
        Counter(
            "kasparro.records.processed",
            "{record}",
            "Records received and durably stored, or recognised as duplicates, by source.",
            () => _measured.OfRuns(runs => runs.RecordsProcessed)
        );
    }

    private void AddFailures()
    {
        Gauge(
            "kasparro.ingestion.failed_in_a_row",
            "{run}",
            "Failed runs since the last successful one, by source.",
            () => _measured.OfRuns(runs => runs.FailedInARow)
        );
        Gauge(
            "kasparro.ingestion.last_success.timestamp",
            "s",
            "When the last successful run committed, in seconds since 1970, by source.",
            () => _measured.Instants(source => source.LastSuccessAt)
        );
        Gauge(
            "kasparro.ingestion.last_failure.timestamp",
            "s",
            "When a run last failed, in seconds since 1970, by source.",
            () => _measured.Instants(source => source.LastFailureAt)
        );
        Gauge(
            "kasparro.ingestion.staleness",
            "s",
            "Time since the last successful run committed, by source.",
            _measured.Staleness
        );
    }

    private void AddDurations()
    {
        Gauge(
            "kasparro.ingestion.last_run.duration",
            "s",
            "Duration of the newest run that ended, by source.",
            () => _measured.Durations(runs => runs.LastFinishedDurationMs)
        );
        Gauge(
            "kasparro.ingestion.median.duration",
            "s",
            "Median duration of the last 100 successful runs, by source.",
            () => _measured.Durations(runs => runs.MedianDurationMs)
        );
        Gauge(
            "kasparro.ingestion.p95.duration",
            "s",
            "95th percentile of the duration of the last 100 successful runs, by source.",
            () => _measured.Durations(runs => runs.P95DurationMs)
        );
    }

    private void AddTransformations()
    {
        Counter(
            "kasparro.transform.success",
            "{row}",
            "Raw rows transformed to market data, those of rebuilds included, by source.",
            () => _measured.OfSources(source => source.TransformedTotal)
        );
        Counter(
            "kasparro.transform.failure",
            "{row}",
            "Raw rows that could not be transformed, those of rebuilds included, by source.",
            () => _measured.OfSources(source => source.FailedTotal)
        );
        Counter(
            "kasparro.transform.not.applicable",
            "{row}",
            "Raw rows that were never meant to give market data, such as a pair against another currency, by source.",
            () => _measured.OfSources(source => source.NotApplicableTotal)
        );
        Counter(
            "kasparro.retention.expired",
            "{row}",
            "Prices that are no longer kept, those that rebuilds leave out included, by source.",
            () => _measured.OfSources(source => source.ExpiredTotal)
        );
        Gauge(
            "kasparro.transform.failed.rows",
            null,
            "Raw rows that cannot be transformed now, by source.",
            () => _measured.OfSources(source => source.FailureRows)
        );
    }

    private void AddMarketData()
    {
        Gauge(
            "kasparro.silver.rows",
            null,
            "Rows of market data, by source.",
            () => _measured.OfSources(s => s.SilverRows)
        );
        Gauge(
            "kasparro.silver.last_growth.timestamp",
            "s",
            "When the newest raw row was transformed to market data, in seconds since 1970, by source.",
            () => _measured.Instants(source => source.GrownAt)
        );
        Gauge(
            "kasparro.silver.prices_from.timestamp",
            "s",
            "The instant from which market data is kept, in seconds since 1970, by source; none where all is kept.",
            () => _measured.Instants(source => source.PricesFrom)
        );
        Gauge(
            "kasparro.silver.newest_data.timestamp",
            "s",
            "The newest last_updated in the market data, in seconds since 1970, by source.",
            () => _measured.Instants(source => source.NewestDataAt)
        );
    }

    private void Gauge<T>(string name, string? unit, string description, Func<IEnumerable<Measurement<T>>> read)
        where T : struct => _meter.CreateObservableGauge(name, read, unit, description);

    private void Counter(string name, string? unit, string description, Func<IEnumerable<Measurement<long>>> read) =>
        _meter.CreateObservableCounter(name, read, unit, description);
}
