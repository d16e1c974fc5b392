namespace Kasparro.Domain.RunChecks;

/// <summary>One finding, for an operator.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="RunId">The run that shows it; null where there is none.</param>
/// <param name="Type">Which check found it.</param>
/// <param name="Severity">warning or critical.</param>
/// <param name="Baseline" example="250">What was expected.</param>
/// <param name="Current" example="12">What is.</param>
/// <param name="Message" example="coingecko: 12 records fetched, 250 expected">One sentence with both
/// numbers.</param>
public sealed record Anomaly(
    string Source,
    Guid? RunId,
    CheckType Type,
    Severity Severity,
    double? Baseline,
    double? Current,
    string Message
);
