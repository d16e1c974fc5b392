using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>One way in which the records of a run differ from those before.</summary>
/// <param name="Path">Where; of a renamed path, its old name.</param>
/// <param name="From">What was there, in words.</param>
/// <param name="To">What is there now, in words; of a renamed path, its new name.</param>
/// <param name="Severity">By what the source reads: critical, warning or info.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record SchemaChange(
    string Path,
    DriftKind Kind,
    string From,
    string To,
    Severity Severity,
    double Confidence
);
