using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Status;

/// <summary>Whether the system works: the database, and how fresh each source is.</summary>
/// <param name="Patience">How long the database may take until it counts as down.</param>
public sealed record GetHealth(TimeSpan Patience) : IQuery<HealthReport>;

public sealed record HealthReport(
    HealthStatus Status,
    DateTimeOffset CheckedAt,
    DatabaseState Database,
    IReadOnlyList<SourceHealth> Sources
);

/// <summary>The health of the whole system.</summary>
public enum HealthStatus
{
    /// <summary>The database responds, and every source is fresh and has no critical finding.</summary>
    Ok,

    /// <summary>
    /// The database responds, and some source is stale, failed, has never succeeded or has a critical finding.
    /// </summary>
    Degraded,

    /// <summary>The database does not respond.</summary>
    Down,
}

internal sealed class GetHealthHandler(IStatusReader reader, SourceCatalog catalog, TimeProvider time)
    : IRequestHandler<GetHealth, HealthReport>
{
    public async Task<HealthReport> Handle(GetHealth query, CancellationToken ct)
    {
        var database = await reader.CheckAsync(query.Patience, ct);
        var now = time.GetUtcNow();
        var states = database.Sources.ToDictionary(state => state.Source);
        var sources = ExpectedSources
            .In(catalog, database.Sources)
            .Select(source =>
                SourceHealth.Of(
                    source,
                    states.GetValueOrDefault(source.Name),
                    database is { IsReachable: true, IsCurrent: true },
                    now
                )
            )
            .ToList();
        return new HealthReport(Judge(database, sources), now, database, sources);
    }

    private static HealthStatus Judge(DatabaseState database, List<SourceHealth> sources)
    {
        if (!database.IsReachable)
            return HealthStatus.Down;
        return database.IsCurrent && sources.All(source => source is { State: SourceStatus.Ok, CriticalFindings: 0 })
            ? HealthStatus.Ok
            : HealthStatus.Degraded;
    }
}
