namespace Kasparro.Domain.RunChecks;

/// <summary>How bad a finding is, in rising order.</summary>
public enum Severity
{
    /// <summary>It could not be judged; the reason says what was missing.</summary>
    Skipped,
    Ok,

    /// <summary>Worth knowing, and reported before: nothing to do.</summary>
    Info,
    Warning,
    Critical,
}
