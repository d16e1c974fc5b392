using System.Globalization;
using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Findings;

/// <summary>Changes of a source's records, as findings are judged by them.</summary>
public static class DriftConditions
{
    /// <param name="open">The changes that are open.</param>
    /// <param name="standing">The findings of the source that are not cleared: those of changes that are no longer open
    /// have ended.</param>
    public static IReadOnlyList<Condition> Of(IReadOnlyList<SchemaDrift> open, IReadOnlyList<Finding> standing)
    {
        var there = open.OrderByDescending(drift => drift.Severity).Select(There).ToList();
        var over = standing
            .Where(finding => finding.Type >= FindingType.FieldAdded && !there.Exists(finding.IsAbout))
            .Select(finding => new Condition(finding.Type, finding.Subject, ConditionState.Ended, Severity.Ok)
            {
                Message = finding.Message,
            });
        return [.. there.DistinctBy(condition => (condition.Type, condition.Subject)), .. over];
    }

    public static FindingType TypeOf(DriftKind kind) => Enum.Parse<FindingType>($"Field{kind}");

    private static Condition There(SchemaDrift drift) =>
        new(TypeOf(drift.Kind), drift.Path, ConditionState.Holds, drift.Severity)
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{drift.Source}: {Sentence(drift)}{Consequence(drift)}"
            ),
            RunId = drift.LastRunId,
            Evidence = [string.Create(CultureInfo.InvariantCulture, $"drift {drift.DriftId}")],
        };

    private static string Consequence(SchemaDrift drift) =>
        drift.Policy switch
        {
            DriftPolicy.Pause => "; market data stays as it was before, until it is over or accepted",
            DriftPolicy.Quarantine => "; these records are quarantined until it is accepted",
            _ => "",
        };

    private static string Sentence(SchemaDrift drift) =>
        drift.Kind switch
        {
            DriftKind.Added => $"records have {drift.Path}, which is new",
            DriftKind.Removed => $"records lack {drift.Path}",
            DriftKind.Renamed => $"{drift.From} is now {drift.To}",
            DriftKind.PresenceShifted => $"{drift.Path} is {drift.To}",
            DriftKind.ScaleShifted => $"{drift.Path} is {drift.To} times what it was",
            _ => $"{drift.Path} is {drift.To}, {drift.From} expected",
        };
}
