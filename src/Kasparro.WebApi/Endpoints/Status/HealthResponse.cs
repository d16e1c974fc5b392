using Kasparro.Application;
using Kasparro.Application.Status;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Whether the system works.</summary>
/// <param name="Status">ok; degraded where a source is not as it should be; down where the database does not
/// answer.</param>
/// <param name="Version" example="0.1.0+a185f40">Which build answers: its version and, behind a plus, its
/// commit.</param>
/// <param name="CheckedAt">When this was found out.</param>
/// <param name="Database">The connection to the database.</param>
/// <param name="Sources">Every source that is enabled here.</param>
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
/// <param name="Connected">It answered within two seconds.</param>
/// <param name="SchemaIsCurrent">It has every migration that this program knows.</param>
/// <param name="LatencyMs" example="1.27">How long it took to answer.</param>
internal sealed record DatabaseHealth(bool Connected, bool SchemaIsCurrent, double LatencyMs);

/// <summary>How one source does.</summary>
/// <param name="Source" example="coingecko">Its name.</param>
/// <param name="State">ok; stale: the last success is more than one and a half intervals ago; failed: the last finished
/// run failed; never_succeeded; unknown: the database could not be asked.</param>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="AgeSeconds" example="3127.4">Since then.</param>
/// <param name="CadenceSeconds" example="14400">The interval in which a run is expected.</param>
/// <param name="IsStale">The age is more than one and a half intervals.</param>
/// <param name="LastFailureAt">When it last failed; kept after a success.</param>
/// <param name="LastFailure">Why, and what to do next.</param>
/// <param name="NewestDataAt">The newest last_updated of its data.</param>
internal sealed record SourceHealthResponse(
    string Source,
    SourceStatus State,
    DateTimeOffset? LastSuccessAt,
    double? AgeSeconds,
    double CadenceSeconds,
    bool IsStale,
    DateTimeOffset? LastFailureAt,
    string? LastFailure,
    DateTimeOffset? NewestDataAt
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
            health.Committed?.NewestDataAt
        );
}
