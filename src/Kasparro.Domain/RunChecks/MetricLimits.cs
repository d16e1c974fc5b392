namespace Kasparro.Domain.RunChecks;

/// <summary>How far a metric may go before something is found: by the score and by the relative change, both.</summary>
/// <param name="Score">In robust standard deviations; widened for a small baseline.</param>
/// <param name="Rise">1.0 is a doubling.</param>
/// <param name="Fall">Negative; -0.30 is a loss of 30 %.</param>
internal sealed record MetricLimits(double Score, double Rise, double Fall);
