using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.Domain.Findings;

/// <summary>
/// A run succeeded, received new records only, and none of them could be used: a file of another shape, or another API.
/// Received again, such records are nothing new, and nothing of the kind has ended.
/// </summary>
internal static class AllRowsRejected
{
    private const string Subject = "rejected_records";

    /// <summary>Null where the run does not show it.</summary>
    public static Condition? Judge(RunFacts? run)
    {
        if (
            run
            is not { Status: RunStatus.Success, Fetched: { } fetched, Inserted: { } inserted, Rejected: { } rejected }
        )
            return null;
        if (inserted == 0 || (rejected == inserted && inserted < fetched))
            return null;

        var holds = rejected == inserted;
        return new Condition(
            FindingType.AllRowsRejected,
            Subject,
            holds ? ConditionState.Holds : ConditionState.Ended,
            holds ? Severity.Critical : Severity.Ok
        )
        {
            Expected = new Expected(0, null, inserted - 1),
            Current = rejected,
            Message =
                $"{run.Source}: {Wording.Number(rejected)} of {Wording.Count(inserted, "new record")} "
                + "could not be used (0 expected)",
            RunId = run.RunId,
        };
    }
}
