namespace Kasparro.Domain.RunChecks;

/// <summary>What one check found.</summary>
public sealed record Check
{
    /// <summary>Which check.</summary>
    public required CheckType Type { get; init; }

    /// <summary>What was found.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was measured, with its unit.</summary>
    /// <example>fetched_records</example>
    public required string Metric { get; init; }

    /// <summary>What the run shows; null where it shows nothing.</summary>
    /// <example>12</example>
    public double? Current { get; init; }

    /// <summary>What a run like those before it would show.</summary>
    public Expected? Expected { get; init; }

    /// <summary>Distance from the median in robust standard deviations; null for checks that do not need one.</summary>
    /// <example>-60.93</example>
    public double? Score { get; init; }

    /// <summary>Relative to the median, in percent; null where there is none or it is 0.</summary>
    /// <example>-95.2</example>
    public double? ChangePct { get; init; }

    /// <summary>One sentence. Of a finding it has both numbers; of a skipped check, what was missing.</summary>
    /// <example>12 records fetched, 250 expected</example>
    public required string Reason { get; init; }

    /// <summary>What to look at first: ids of runs or assets.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The run that shows it, where that is not the judged one.</summary>
    internal Guid? ShownBy { get; init; }

    /// <summary>Prices that jumped: the power of ten that most of them jumped by; null for none.</summary>
    internal int? PowerOfTen { get; init; }

    /// <summary>
    /// Whether the source shows about as much in ordinary runs: an anomaly of the run, and nothing to call a person
    /// for.
    /// </summary>
    internal bool IsUsual { get; init; }

    internal bool IsAnomaly => Severity >= Severity.Warning;

    internal static Check Skipped(CheckType type, string metric, string reason, double? current = null) =>
        new()
        {
            Type = type,
            Severity = Severity.Skipped,
            Metric = metric,
            Reason = reason,
            Current = current,
        };

    internal static Check Ok(
        CheckType type,
        string metric,
        string reason,
        double? current = null,
        Expected? expected = null
    ) =>
        new()
        {
            Type = type,
            Severity = Severity.Ok,
            Metric = metric,
            Reason = reason,
            Current = current,
            Expected = expected,
        };
}
