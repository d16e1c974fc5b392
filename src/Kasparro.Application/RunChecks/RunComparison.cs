using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>What a comparison of runs gives: the comparison, or why there is none.</summary>
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

    /// <summary>A run that was asked for is not there.</summary>
    public sealed record Unknown(string Reason) : RunComparison;

    /// <summary>The runs are of different sources: there is nothing to compare.</summary>
    public sealed record Mismatch(string Reason) : RunComparison;
}
