using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>Runs compared, or why they cannot be.</summary>
public abstract record RunComparison
{
    private RunComparison() { }

    public sealed record Compared(
        DateTimeOffset AsOf,
        ComparisonSettings Settings,
        IReadOnlyList<SourceComparison> Sources
    ) : RunComparison
    {
        /// <summary>Of all sources, the worst first.</summary>
        public IReadOnlyList<Anomaly> Anomalies =>
            [.. Sources.SelectMany(source => source.Anomalies).OrderByDescending(anomaly => anomaly.Severity)];
    }

    /// <summary>A run that the request names does not exist.</summary>
    public sealed record RunNotFound(string Reason) : RunComparison;

    /// <summary>The runs are of different sources: there is nothing to compare.</summary>
    public sealed record Mismatch(string Reason) : RunComparison;
}
