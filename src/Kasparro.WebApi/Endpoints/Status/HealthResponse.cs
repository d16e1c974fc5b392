using Kasparro.Application;
using Kasparro.Application.Status;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Whether the system works.</summary>
/// <param name="Status">ok; degraded: a source is not ok, or has a critical finding; down: the database does not
/// respond.</param>
/// <param name="Version" example="0.1.0+a185f40">The build of the API: its version and, after a plus, its
/// commit.</param>
/// <param name="CheckedAt">When it was checked.</param>
/// <param name="Database">The connection to the database.</param>
/// <param name="Sources">Every enabled source.</param>
internal sealed record HealthResponse(
    HealthStatus Status,
    string Version,
    DateTimeOffset CheckedAt,
    DatabaseHealth Database,
    IReadOnlyList<SourceHealthResponse> Sources
) : ApiResponse
{
    public static HealthResponse Of(HealthReport report) =>
        new(
            report.Status,
            ProductVersion.Text,
            report.CheckedAt,
            new DatabaseHealth(
                report.Database.IsReachable,
                report.Database.IsCurrent,
                Math.Round(report.Database.Latency.TotalMilliseconds, 3)
            ),
            [.. report.Sources.Select(SourceHealthResponse.Of)]
        );
}

/// <summary>The connection to the database.</summary>
/// <param name="Connected">It responded within two seconds.</param>
/// <param name="SchemaIsCurrent">It has every migration and raw table that this program knows.</param>
/// <param name="LatencyMs" example="1.27">How long it took to respond.</param>
internal sealed record DatabaseHealth(bool Connected, bool SchemaIsCurrent, double LatencyMs);

/// <summary>The state of one source.</summary>
/// <param name="Source" example="coingecko">Its name.</param>
/// <param name="State">ok; stale: the last success is more than one and a half intervals ago; failed: the last finished
/// run failed; never_succeeded; unknown: the database did not respond.</param>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="AgeSeconds" example="3127.4">Time since last_success_at.</param>
/// <param name="CadenceSeconds" example="14400">The interval at which runs are expected.</param>
/// <param name="IsStale">Whether the age is more than one and a half intervals.</param>
/// <param name="LastFailureAt">When it last failed; kept after a success.</param>
/// <param name="LastFailure">Why it failed, and what to do next.</param>
/// <param name="NewestDataAt">The newest last_updated in its market data.</param>
/// <param name="HasOldData">Whether that is more than one and a half intervals ago; false for files that do not
/// change.</param>
/// <param name="CriticalFindings" example="0">Critical findings that are open; /findings lists them.</param>
internal sealed record SourceHealthResponse(
    string Source,
    SourceStatus State,
    DateTimeOffset? LastSuccessAt,
    double? AgeSeconds,
    double CadenceSeconds,
    bool IsStale,
    DateTimeOffset? LastFailureAt,
    string? LastFailure,
    DateTimeOffset? NewestDataAt,
    bool HasOldData,
    long CriticalFindings
)
{
    public static SourceHealthResponse Of(SourceHealth health) =>
        new(
            health.Source,
            health.State,
            health.Committed?.LastSuccessAt,
            health.Age is { } age ? Math.Round(age.TotalSeconds, 3) : null,
            health.Cadence.TotalSeconds,
            health.IsStale,
            health.Committed?.LastFailureAt,
            health.Committed?.LastFailureError,
            health.Committed?.NewestDataAt,
            health.HasOldData,
            health.CriticalFindings
        );
}
