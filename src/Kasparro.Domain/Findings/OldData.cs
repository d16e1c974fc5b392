using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.Domain.Findings;

/// <summary>
/// A run succeeded, and even the newest of its prices is old: the provider stands still, or sends its past.
/// </summary>
public static class OldData
{
    private const string Subject = "newest_data_age_ms";
    private const double Old = 1.5;
    private const double TooOld = 3;

    /// <summary>Null where the run has no prices.</summary>
    /// <param name="cadence">How often a run of the source is expected.</param>
    public static Condition? Judge(RunFacts? run, TimeSpan cadence)
    {
        if (run is not { Status: RunStatus.Success, NewestDataAt: { } newest, EndedAt: { } ended })
            return null;

        var age = Math.Max(0, (ended - newest).TotalMilliseconds);
        var severity =
            age > cadence.TotalMilliseconds * TooOld ? Severity.Critical
            : age > cadence.TotalMilliseconds * Old ? Severity.Warning
            : Severity.Ok;
        return new Condition(
            FindingType.OldData,
            Subject,
            severity == Severity.Ok ? ConditionState.Ended : ConditionState.Holds,
            severity
        )
        {
            Expected = new Expected(cadence.TotalMilliseconds, null, cadence.TotalMilliseconds * Old),
            Current = age,
            Message =
                $"{run.Source}: the newest price was {Wording.Duration(age)} old when it was received, "
                + $"{Wording.Duration(cadence.TotalMilliseconds)} at most expected",
            RunId = run.RunId,
        };
    }
}
