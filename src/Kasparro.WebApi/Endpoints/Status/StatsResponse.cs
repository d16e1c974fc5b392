using Kasparro.Application.Runs;
using Kasparro.Application.Status;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>What was done and what there is, by source.</summary>
/// <param name="Sources">Every source that ever ran here.</param>
internal sealed record StatsResponse(IReadOnlyList<SourceStatsResponse> Sources) : ApiResponse;

/// <summary>One source.</summary>
/// <param name="Source" example="coingecko">Its name.</param>
/// <param name="LastRun">The newest run, finished or not.</param>
/// <param name="Runs">Its runs, counted.</param>
/// <param name="Durations">Of its last 100 successful runs.</param>
/// <param name="RecordsProcessed" example="412345">Records that all runs received and stored, or recognised as stored
/// before.</param>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="LastFailureAt">When it last failed; kept after a success.</param>
/// <param name="LastFailure">Why, and what to do next.</param>
/// <param name="SilverRows" example="398211">Rows of market data.</param>
/// <param name="TransformFailures" example="12">Rows that could not be derived.</param>
/// <param name="NewestDataAt">The newest last_updated of its data.</param>
/// <param name="TransformedAt">When its market data were last derived.</param>
internal sealed record SourceStatsResponse(
    string Source,
    RunSummary? LastRun,
    RunCountsResponse Runs,
    DurationsResponse Durations,
    long RecordsProcessed,
    DateTimeOffset? LastSuccessAt,
    DateTimeOffset? LastFailureAt,
    string? LastFailure,
    long SilverRows,
    long TransformFailures,
    DateTimeOffset? NewestDataAt,
    DateTimeOffset? TransformedAt
)
{
    public static SourceStatsResponse Of(SourceStats stats) =>
        new(
            stats.State.Source,
            stats.Runs?.LastRun,
            new RunCountsResponse(stats.Runs?.Succeeded ?? 0, stats.Runs?.Failed ?? 0, stats.Runs?.Running ?? 0),
            new DurationsResponse(stats.Runs?.MedianDurationMs, stats.Runs?.P95DurationMs),
            stats.Runs?.RecordsProcessed ?? 0,
            stats.State.LastSuccessAt,
            stats.State.LastFailureAt,
            stats.State.LastFailureError,
            stats.State.SilverRows,
            stats.State.FailureRows,
            stats.State.NewestDataAt,
            stats.State.TransformedAt
        );
}

/// <summary>Runs by how they stand.</summary>
/// <param name="Success" example="412">Committed.</param>
/// <param name="Failed" example="3">Ended without storing anything.</param>
/// <param name="Running" example="0">At work now.</param>
internal sealed record RunCountsResponse(long Success, long Failed, long Running);

/// <summary>How long runs took. Null before the first success.</summary>
/// <param name="MedianMs" example="41250">Half of them took no longer.</param>
/// <param name="P95Ms" example="63990">Nineteen of twenty took no longer.</param>
internal sealed record DurationsResponse(long? MedianMs, long? P95Ms);
