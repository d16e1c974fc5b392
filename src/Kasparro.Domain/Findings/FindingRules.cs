using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>How the findings of a source follow from what is judged of it.</summary>
public static class FindingRules
{
    /// <summary>
    /// An acknowledged count is the expected one: a loss of 30 % of it, or its double, is news again.
    /// </summary>
    private const double Fall = 0.7;

    private const double Rise = 2;

    /// <summary>The findings as they are then: those that were not cleared, in their order, then those that open.
    /// </summary>
    /// <param name="standing">The findings of the source that are not cleared.</param>
    /// <param name="conditions">What is judged; a finding whose condition is not among them stays as it is.</param>
    public static IReadOnlyList<Finding> Apply(
        string source,
        IReadOnlyList<Finding> standing,
        IReadOnlyList<Condition> conditions,
        DateTimeOffset at
    )
    {
        var (known, opened) = (standing.ToList(), new List<Finding>());
        foreach (var condition in conditions)
        {
            var place = known.FindIndex(finding => finding.IsAbout(condition));
            var finding = place < 0 ? null : known[place];
            var isNews = condition.State == ConditionState.Holds && (finding is null || IsBeyond(finding, condition));
            if (finding is not null)
                known[place] = isNews || HasEnded(finding, condition) ? finding.Clear(at) : finding.See(condition, at);
            if (isNews)
                opened.Add(Finding.Open(source, condition, at));
        }

        return [.. known, .. opened];
    }

    /// <summary>
    /// A check compares with the newest runs, which take a new level for the level after a while: what was announced
    /// ends where it is again as it was then.
    /// </summary>
    private static bool HasEnded(Finding finding, Condition condition)
    {
        // Prices that stay where they jumped to jump no more: only a jump back, or a person, ends that.
        if (finding is { Type: FindingType.PriceJump, Status: FindingStatus.Open, PowerOfTen: { } power })
            return power + condition.PowerOfTen == 0;
        if (condition.State != ConditionState.Ended)
            return false;
        return finding.Type switch
        {
            FindingType.RecordDrop => !(condition.Current < finding.Low),
            FindingType.RecordSpike or FindingType.DurationSpike or FindingType.RejectionRate => !(
                condition.Current > finding.High
            ),
            FindingType.MissingAssets => condition.Received is not { } received
                || finding.Evidence.All(asset => received.Contains(AssetFingerprint.Of(asset))),
            _ => true,
        };
    }

    /// <summary>Whether an acknowledged finding does not cover what is there now.</summary>
    private static bool IsBeyond(Finding finding, Condition condition)
    {
        if (finding.Status != FindingStatus.Acknowledged)
            return false;
        if (condition.Severity > finding.Severity)
            return true;
        return finding.Type switch
        {
            FindingType.RecordDrop => condition.Current < finding.Current * Fall,
            FindingType.RecordSpike or FindingType.DurationSpike or FindingType.Divergence => condition.Current
                > finding.Current * Rise,
            FindingType.MissingAssets => condition.Evidence.Except(finding.Evidence).Any(),
            FindingType.PriceJump => true,
            _ => false,
        };
    }
}
