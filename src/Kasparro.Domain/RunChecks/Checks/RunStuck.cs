namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// A run takes far longer than usual: a warning; critical where its process is gone, which its lock shows.
/// </summary>
internal static class RunStuck
{
    private const CheckType Type = CheckType.RunStuck;
    private const string Metric = "running_ms";
    private const double Patience = 3;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.Facts.Running is not { } running)
            return Check.Ok(Type, Metric, "nothing is running");

        var elapsed = Math.Max(0, (comparison.AsOf - running.StartedAt).TotalMilliseconds);
        var durations = comparison.History(run => run.DurationMs);
        double? median = durations.Count == 0 ? null : Robust.Median(durations);
        var limit = median * Patience ?? comparison.Facts.TimeLimit?.TotalMilliseconds;
        var check = Check.Ok(
            Type,
            Metric,
            $"a run has been running for {Wording.Duration(elapsed)}",
            elapsed,
            new Expected(median, null, limit)
        ) with
        {
            ShownBy = running.RunId,
            Evidence = [running.RunId.ToString()],
        };

        if (comparison.Facts.IsLocked == false)
            return check with
            {
                Severity = Severity.Critical,
                Reason =
                    $"a run has been recorded as running for {Wording.Duration(elapsed)} ({Usual(median, limit)}), "
                    + "and its process is gone; the next run closes it",
            };
        if (limit is null)
            return Check.Skipped(Type, Metric, "no successful run to compare with", elapsed);
        return elapsed > limit
            ? check with
            {
                Severity = Severity.Warning,
                Reason = $"a run has been running for {Wording.Duration(elapsed)} ({Usual(median, limit)})",
            }
            : check;
    }

    private static string Usual(double? median, double? limit) =>
        (median, limit) switch
        {
            ({ } expected, _) => $"{Wording.Duration(expected)} expected",
            (_, { } longest) => $"limit {Wording.Duration(longest)}",
            _ => "no run has succeeded yet",
        };
}
