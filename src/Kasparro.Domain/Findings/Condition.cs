using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>What one judgement says of one subject of a source.</summary>
/// <param name="Subject">What of the source: a metric, or a path in its records.</param>
/// <param name="Severity">With <see cref="ConditionState.Holds"/>: how bad it is.</param>
public sealed record Condition(FindingType Type, string Subject, ConditionState State, Severity Severity)
{
    /// <summary>What was expected, with its limits; null where nothing was.</summary>
    public Expected? Expected { get; init; }

    /// <summary>What is; null where it is no number.</summary>
    public double? Current { get; init; }

    /// <summary>One sentence with both numbers.</summary>
    public required string Message { get; init; }

    /// <summary>What to look at first.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The run that shows it; null where none does.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Prices that jumped: the power of ten that most of them jumped by; null for none.</summary>
    public int? PowerOfTen { get; init; }

    /// <summary>Missing assets: those that the run received; null where it recorded none.</summary>
    public AssetFingerprints? Received { get; init; }

    /// <summary>The conditions of a source's run, without those that could not be judged.</summary>
    /// <param name="received">The assets of the run; null where it recorded none.</param>
    public static IReadOnlyList<Condition> Of(SourceComparison comparison, AssetFingerprints? received)
    {
        var runId = comparison.Run?.RunId;
        var rejected = AllRowsRejected.Judge(comparison.Run);
        var checks = comparison
            .Checks.Where(check => check.Severity != Severity.Skipped)
            // Said once: all of them are a share of them, too.
            .Where(check => check.Type != CheckType.RejectionRate || rejected is not { State: ConditionState.Holds })
            .Select(check => Of(check, comparison.Source, runId) with { Received = received });
        return [.. new[] { rejected, LeftOutFiles.Judge(comparison.Run) }.OfType<Condition>(), .. checks];
    }

    private static Condition Of(Check check, string source, Guid? runId) =>
        new(Enum.Parse<FindingType>(check.Type.ToString()), check.Metric, StateOf(check), check.Severity)
        {
            Expected = check.Expected,
            Current = check.Current,
            Message = $"{source}: {check.Reason}",
            Evidence = check.Evidence,
            RunId = check.ShownBy ?? runId,
            PowerOfTen = check.PowerOfTen,
        };

    private static ConditionState StateOf(Check check) =>
        check.Severity switch
        {
            >= Severity.Warning when !check.IsUsual => ConditionState.Holds,
            >= Severity.Info => ConditionState.Lasts,
            _ => ConditionState.Ended,
        };
}
