using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>Runs compared with earlier ones.</summary>
/// <param name="AsOf">The instant of the comparison.</param>
/// <param name="Settings">How runs were compared.</param>
/// <param name="Sources">Each source with every check.</param>
/// <param name="Anomalies">Warnings and critical findings of all sources, the most severe first.</param>
internal sealed record ComparisonResponse(
    DateTimeOffset AsOf,
    ComparisonSettings Settings,
    IReadOnlyList<SourceComparisonResponse> Sources,
    IReadOnlyList<Anomaly> Anomalies
) : ApiResponse
{
    public static ComparisonResponse Of(RunComparison.Compared compared) =>
        new(
            compared.AsOf,
            compared.Settings,
            [.. compared.Sources.Select(SourceComparisonResponse.Of)],
            compared.Anomalies
        );
}

/// <summary>One source's run and its checks.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="Run">The run that is checked; null where none has ended yet.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="Checks">All checks, whatever they found.</param>
/// <param name="Worst">The most severe result; skipped where no check could be made.</param>
internal sealed record SourceComparisonResponse(
    string Source,
    RunFacts? Run,
    BaselineResponse Baseline,
    IReadOnlyList<Check> Checks,
    Severity Worst
)
{
    public static SourceComparisonResponse Of(SourceComparison source) =>
        new(source.Source, source.Run, BaselineResponse.Of(source.Baseline), source.Checks, source.Worst);
}

/// <summary>What a run is compared with.</summary>
/// <param name="Kind">recent: the last successful runs of the same source and trigger; hour_of_day: of these, the ones
/// of the same hour; pair: the run in against; none.</param>
/// <param name="N" example="30">Its number of runs.</param>
/// <param name="From">When the oldest of them started.</param>
/// <param name="To">When the newest of them started.</param>
/// <param name="RunIds">The ids of its runs, oldest first.</param>
/// <param name="Excluded">Runs of the same period that are excluded, and why.</param>
internal sealed record BaselineResponse(
    BaselineKind Kind,
    int N,
    DateTimeOffset? From,
    DateTimeOffset? To,
    IReadOnlyList<Guid> RunIds,
    IReadOnlyList<ExcludedRun> Excluded
)
{
    public static BaselineResponse Of(Baseline baseline) =>
        new(
            baseline.Kind,
            baseline.Runs.Count,
            baseline.Runs.Count == 0 ? null : baseline.Runs[0].StartedAt,
            baseline.Runs.Count == 0 ? null : baseline.Runs[^1].StartedAt,
            [.. baseline.Runs.Select(run => run.RunId)],
            baseline.Excluded
        );
}
