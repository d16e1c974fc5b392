using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.Domain.Findings;

/// <summary>A run read the files that it could, and left others out.</summary>
internal static class LeftOutFiles
{
    private const string Subject = "refused_files";

    /// <summary>Null where the run does not show it.</summary>
    public static Condition? Judge(RunFacts? run)
    {
        if (run is not { Status: RunStatus.Success })
            return null;
        var refused = run.RefusedFiles ?? [];
        return new Condition(
            FindingType.RefusedFiles,
            Subject,
            refused.Count > 0 ? ConditionState.Holds : ConditionState.Ended,
            refused.Count > 0 ? Severity.Warning : Severity.Ok
        )
        {
            Expected = new Expected(0, null, 0),
            Current = refused.Count,
            Message =
                $"{run.Source}: {Wording.Count(refused.Count, "file")} left out, 0 expected. "
                + string.Concat(refused.Take(1)),
            Evidence = refused,
            RunId = run.RunId,
        };
    }
}
