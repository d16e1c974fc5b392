namespace Kasparro.Domain.RunChecks;

/// <summary>What a run like those before would show.</summary>
/// <param name="Median" example="250">The middle of the baseline, or the value that is right.</param>
/// <param name="Low" example="175">Down to here nothing is found; null where falling is no trouble.</param>
/// <param name="High" example="500">Up to here nothing is found; null where rising is no trouble.</param>
public sealed record Expected(double? Median, double? Low, double? High);
