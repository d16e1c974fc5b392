using System.Diagnostics.Metrics;
using System.Text.Json;
using Kasparro.Application.Findings;
using Kasparro.Application.Sources;
using Kasparro.Application.Status;

namespace Kasparro.WebApi.Telemetry;

/// <summary>Measurements of <see cref="CommittedState"/>, one a source. What is not known gives none.</summary>
internal sealed class CommittedMeasurements(CommittedState state, SourceCatalog catalog, TimeProvider time)
{
    public IEnumerable<Measurement<double>> OfCatalog(Func<SourceDescription, double> value) =>
        ExpectedSources.In(catalog, state.Sources).Select(source => Measured(source.Name, value(source)));

    public IEnumerable<Measurement<long>> OfRuns(Func<RunTotals, long> value) =>
        state.Runs.Select(runs => Measured(runs.Source, value(runs)));

    public IEnumerable<Measurement<long>> OfEndedRuns() =>
        state.Runs.SelectMany(runs =>
            new[] { Ended(runs.Source, "success", runs.Succeeded), Ended(runs.Source, "failed", runs.Failed) }
        );

    public IEnumerable<Measurement<long>> OfSources(Func<SourceProgress, long> value) =>
        state.Sources.Select(source => Measured(source.Source, value(source)));

    public IEnumerable<Measurement<double>> Durations(Func<RunTotals, long?> milliseconds) =>
        Known(state.Runs.Select(runs => (runs.Source, milliseconds(runs) / 1_000.0)));

    public IEnumerable<Measurement<double>> Instants(Func<SourceProgress, DateTimeOffset?> instant) =>
        Known(state.Sources.Select(source => (source.Source, instant(source)?.ToUnixTimeMilliseconds() / 1_000.0)));

    public IEnumerable<Measurement<long>> OfLastDay(Func<PeriodTotals, long> value) =>
        state.LastDay.Select(totals => Measured(totals.Source, value(totals)));

    public IEnumerable<Measurement<long>> OfRunsOfLastDay() =>
        state.LastDay.SelectMany(totals =>
            new[] { Ended(totals.Source, "success", totals.Succeeded), Ended(totals.Source, "failed", totals.Failed) }
        );

    public IEnumerable<Measurement<long>> OfFindings(Func<FindingCounts, long> value) =>
        state.Findings.Select(counts => new Measurement<long>(
            value(counts),
            new KeyValuePair<string, object?>("source", counts.Source),
            new KeyValuePair<string, object?>("type", Word(counts.Type)),
            new KeyValuePair<string, object?>("severity", Word(counts.Severity))
        ));

    public IEnumerable<Measurement<double>> RunningAges() =>
        state.Runs.Select(runs => Measured(runs.Source, runs.Running > 0 ? Age(runs.LastRun.StartedAt) : 0));

    public IEnumerable<Measurement<double>> Staleness() =>
        Known(state.Sources.Select(source => (source.Source, AgeOrNull(source.LastSuccessAt))));

    private static IEnumerable<Measurement<double>> Known(IEnumerable<(string Source, double? Value)> values) =>
        values.SelectMany(pair => pair.Value is { } value ? new[] { Measured(pair.Source, value) } : []);

    private double? AgeOrNull(DateTimeOffset? at) => at is { } instant ? Age(instant) : null;

    /// <summary>Never negative, should this clock be behind the one that wrote the row.</summary>
    private double Age(DateTimeOffset at) => Math.Max(0, (time.GetUtcNow() - at).TotalSeconds);

    private static Measurement<T> Measured<T>(string source, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("source", source));

    private static Measurement<long> Ended(string source, string status, long count) =>
        new(
            count,
            new KeyValuePair<string, object?>("source", source),
            new KeyValuePair<string, object?>("status", status)
        );

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
