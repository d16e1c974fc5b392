namespace Kasparro.Domain.RunChecks;

/// <summary>How far a metric may move without a finding: both by its score and by its relative change.</summary>
/// <param name="Score">In robust standard deviations; widened for a small baseline.</param>
/// <param name="Rise">1.0 is a doubling.</param>
/// <param name="Fall">Negative; -0.30 is a loss of 30 %.</param>
internal sealed record MetricLimits(double Score, double Rise, double Fall);
