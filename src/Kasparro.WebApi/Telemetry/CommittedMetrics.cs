using System.Diagnostics.Metrics;
using Kasparro.Application.Sources;
using Kasparro.Application.Status;

namespace Kasparro.WebApi.Telemetry;

/// <summary>Tells <see cref="CommittedState"/> as metrics. Labels are sources and states: small, fixed sets.</summary>
internal sealed class CommittedMetrics
{
    public const string MeterName = "Kasparro";

    private readonly CommittedState _state;
    private readonly SourceCatalog _catalog;

    public CommittedMetrics(IMeterFactory meters, CommittedState state, SourceCatalog catalog, TimeProvider time)
    {
        (_state, _catalog) = (state, catalog);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "kasparro.database.up",
            () => state.IsUp ? 1 : 0,
            description: "1 while the database answers; the other kasparro metrics are then what it last committed."
        );
        meter.CreateObservableGauge(
            "kasparro.source.cadence",
            () => OfCatalog(source => source.Cadence.TotalSeconds),
            "s",
            "How often a run is expected, by enabled source."
        );
        meter.CreateObservableGauge(
            "kasparro.source.time_limit",
            () => OfCatalog(source => source.TimeLimit.TotalSeconds),
            "s",
            "The longest that one ingestion may take, by enabled source."
        );
        meter.CreateObservableGauge(
            "kasparro.source.static",
            () => OfCatalog(source => source.IsStatic ? 1 : 0),
            description: "1 for files that do not change by themselves, by enabled source."
        );
        meter.CreateObservableCounter(
            "kasparro.ingestion.runs",
            RunsByStatus,
            "{run}",
            "Ingestion runs that ended, by source and status."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.running",
            () => OfRuns(runs => runs.Running),
            "{run}",
            "Ingestion runs at work, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.running.age",
            () => RunningAges(time.GetUtcNow()),
            "s",
            "Time since the run that is at work began, 0 where none is, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.failed_in_a_row",
            () => OfRuns(runs => runs.FailedInARow),
            "{run}",
            "Failed runs since the last successful one, by source."
        );
        meter.CreateObservableCounter(
            "kasparro.records.processed",
            () => OfRuns(runs => runs.RecordsProcessed),
            "{record}",
            "Records received and durably stored, or recognised as stored before, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.last_run.duration",
            () => Seconds(_state.Runs.Select(runs => (runs.Source, runs.LastFinishedDurationMs))),
            "s",
            "How long the newest ended run took, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.median.duration",
            () => Seconds(_state.Runs.Select(runs => (runs.Source, runs.MedianDurationMs))),
            "s",
            "Median duration of the last 100 successful runs, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.p95.duration",
            () => Seconds(_state.Runs.Select(runs => (runs.Source, runs.P95DurationMs))),
            "s",
            "95th percentile of the duration of the last 100 successful runs, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.last_success.timestamp",
            () => Instants(source => source.LastSuccessAt),
            "s",
            "When the last successful run committed, in seconds since 1970, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.last_failure.timestamp",
            () => Instants(source => source.LastFailureAt),
            "s",
            "When a run last failed, in seconds since 1970, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.ingestion.staleness",
            () => Ages(time.GetUtcNow()),
            "s",
            "Time since the last successful run committed, by source."
        );
        meter.CreateObservableCounter(
            "kasparro.transform.success",
            () => OfSources(source => source.TransformedTotal),
            "{row}",
            "Raw rows that became market data, those of rebuilds included, by source."
        );
        meter.CreateObservableCounter(
            "kasparro.transform.failure",
            () => OfSources(source => source.FailedTotal),
            "{row}",
            "Raw rows that could not be derived, those of rebuilds included, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.silver.rows",
            () => OfSources(source => source.SilverRows),
            description: "Rows of market data there are, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.silver.last_growth.timestamp",
            () => Instants(source => source.GrownAt),
            "s",
            "When market data was last derived from a raw row not derived before (or anew, by a rebuild), in seconds since 1970, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.transform.failed.rows",
            () => OfSources(source => source.FailureRows),
            description: "Raw rows there are that could not be derived, by source."
        );
        meter.CreateObservableGauge(
            "kasparro.silver.newest_data.timestamp",
            () => Instants(source => source.NewestDataAt),
            "s",
            "The newest last_updated of the market data, in seconds since 1970, by source."
        );
    }

    private IEnumerable<Measurement<long>> RunsByStatus() =>
        _state.Runs.SelectMany(runs =>
            new[] { Measured(runs.Succeeded, runs.Source, "success"), Measured(runs.Failed, runs.Source, "failed") }
        );

    private IEnumerable<Measurement<long>> OfRuns(Func<RunTotals, long> value) =>
        _state.Runs.Select(runs => Measured(value(runs), runs.Source));

    private IEnumerable<Measurement<long>> OfSources(Func<SourceProgress, long> value) =>
        _state.Sources.Select(source => Measured(value(source), source.Source));

    private static IEnumerable<Measurement<double>> Seconds(
        IEnumerable<(string Source, long? Milliseconds)> durations
    ) =>
        durations.SelectMany(duration =>
            duration.Milliseconds is { } milliseconds ? new[] { Measured(milliseconds / 1_000.0, duration.Source) } : []
        );

    private IEnumerable<Measurement<double>> Instants(Func<SourceProgress, DateTimeOffset?> instant) =>
        _state.Sources.SelectMany(source =>
            instant(source) is { } at ? new[] { Measured(at.ToUnixTimeMilliseconds() / 1_000.0, source.Source) } : []
        );

    private IEnumerable<Measurement<double>> Ages(DateTimeOffset now) =>
        _state.Sources.SelectMany(source =>
            source.LastSuccessAt is { } success
                ? new[] { Measured(Math.Max(0, (now - success).TotalSeconds), source.Source) }
                : []
        );

    private IEnumerable<Measurement<double>> RunningAges(DateTimeOffset now) =>
        _state.Runs.Select(runs =>
            Measured(runs.Running > 0 ? Math.Max(0, (now - runs.LastRun.StartedAt).TotalSeconds) : 0, runs.Source)
        );

    private IEnumerable<Measurement<double>> OfCatalog(Func<SourceDescription, double> value) =>
        _catalog.All.Select(source => Measured(value(source.Description), source.Description.Name));

    private static Measurement<T> Measured<T>(T value, string source)
        where T : struct => new(value, new KeyValuePair<string, object?>("source", source));

    private static Measurement<long> Measured(long value, string source, string status) =>
        new(
            value,
            new KeyValuePair<string, object?>("source", source),
            new KeyValuePair<string, object?>("status", status)
        );
}
