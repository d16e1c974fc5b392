using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// The run failed: a warning; critical from the third consecutive one, or where no retry will help. One that a person
/// or a deployment cancelled is information.
/// </summary>
internal static class RunFailed
{
    private const CheckType Type = CheckType.RunFailed;
    private const string Metric = "failed_runs_in_a_row";
    private const int TooMany = 3;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.Facts.Run is not { } run)
            return Check.Skipped(Type, Metric, "no run has ended yet");
        if (run.Status == RunStatus.Running)
            return Check.Skipped(Type, Metric, "the run has not ended");

        var failed = comparison.Ended.TakeWhile(ended => ended.Status == RunStatus.Failed).ToList();
        var expected = new Expected(0, null, 0);
        if (failed.Count == 0)
            return Check.Ok(Type, Metric, "the run succeeded", 0, expected);

        var isCritical = failed.Count >= TooMany || run.FailureClass == FailureClass.Config;
        var isOnceCancelled = failed.Count == 1 && run.FailureClass == FailureClass.Cancelled;
        return Check.Ok(Type, Metric, "", failed.Count, expected) with
        {
            Severity =
                isOnceCancelled ? Severity.Info
                : isCritical ? Severity.Critical
                : Severity.Warning,
            Reason =
                $"{Wording.Consecutive(failed.Count)} failed (0 expected); "
                + $"the latest: {run.ErrorMessage ?? "no reason was recorded"}",
            Evidence = [.. failed.Take(10).Select(ended => ended.RunId.ToString())],
        };
    }
}
