namespace Kasparro.Domain.RunChecks;

/// <summary>What a run like those before it would show.</summary>
/// <param name="Median" example="250">The middle of the baseline, or the value that is right.</param>
/// <param name="Low" example="175">Lowest value without a finding; null where a fall is none.</param>
/// <param name="High" example="500">Highest value without a finding; null where a rise is none.</param>
public sealed record Expected(double? Median, double? Low, double? High);
