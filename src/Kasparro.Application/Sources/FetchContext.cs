using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>What a source knows of the run that fetches it.</summary>
/// <param name="RunId">The run, for logs.</param>
/// <param name="Deadline">UTC. Nothing may wait beyond it: not a retry, not a Retry-After.</param>
/// <param name="Metrics">Where the source counts what the fetch cost.</param>
public sealed record FetchContext(Guid RunId, DateTimeOffset Deadline, FetchMetrics Metrics)
{
    /// <summary>How much earlier runs received. A list that ends too early for it is asked for once more.</summary>
    public Completeness Expected { get; init; } = Completeness.Unknown;

    /// <summary>The past that is asked for; null for what the source has now.</summary>
    public FetchWindow? Window { get; init; }
}
