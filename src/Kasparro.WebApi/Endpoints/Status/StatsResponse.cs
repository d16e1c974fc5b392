using Kasparro.Application.Runs;
using Kasparro.Application.Status;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Runs and data of each source.</summary>
/// <param name="Sources">Every source that ever ran.</param>
internal sealed record StatsResponse(IReadOnlyList<SourceStatsResponse> Sources) : ApiResponse;

/// <summary>One source.</summary>
/// <param name="Source" example="coingecko">Its name.</param>
/// <param name="LastRun">The newest run, finished or not.</param>
/// <param name="Runs">Its runs by status.</param>
/// <param name="Durations">The durations of its last 100 successful runs.</param>
/// <param name="RecordsProcessed" example="412345">Records that all runs received and stored, or recognised as
/// duplicates.</param>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="LastFailureAt">When it last failed; kept after a success.</param>
/// <param name="LastFailure">Why it failed, and what to do next.</param>
/// <param name="SilverRows" example="398211">Rows of market data.</param>
/// <param name="TransformFailures" example="12">Rows that could not be transformed.</param>
/// <param name="PricesFrom">The instant from which its market data is kept; null where all of it is.</param>
/// <param name="NewestDataAt">The newest last_updated in its market data.</param>
/// <param name="TransformedAt">When its market data was last transformed.</param>
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
    DateTimeOffset? PricesFrom,
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
            stats.State.PricesFrom,
            stats.State.NewestDataAt,
            stats.State.TransformedAt
        );
}

/// <summary>Runs by status.</summary>
/// <param name="Success" example="412">Succeeded: all of their records are stored.</param>
/// <param name="Failed" example="3">Failed: nothing of them is stored.</param>
/// <param name="Running" example="0">Running now.</param>
internal sealed record RunCountsResponse(long Success, long Failed, long Running);

/// <summary>Durations of runs; null before the first success.</summary>
/// <param name="MedianMs" example="41250">Half of them took no longer.</param>
/// <param name="P95Ms" example="63990">Nineteen of twenty took no longer.</param>
internal sealed record DurationsResponse(long? MedianMs, long? P95Ms);
