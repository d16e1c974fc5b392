namespace Kasparro.Domain.Quality;

/// <summary>One finding, for an operator.</summary>
/// <param name="RunId">The run that shows it; null where there is none.</param>
/// <param name="Baseline">What was expected.</param>
/// <param name="Current">What is.</param>
/// <param name="Message">One sentence with both numbers.</param>
public sealed record Anomaly(string Source, Guid? RunId, CheckType Type, Severity Severity, double? Baseline, double? Current, string Message);
