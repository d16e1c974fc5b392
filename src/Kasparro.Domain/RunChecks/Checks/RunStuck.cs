namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// A run takes far longer than runs do: a warning; critical where its process is gone, which the lock tells.
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
            $"a run is at work since {Wording.Duration(elapsed)}",
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
                    $"a run is recorded as running since {Wording.Duration(elapsed)}, where {Usual(median, limit)}, and its process is gone; the next run closes it",
            };
        if (limit is null)
            return Check.Skipped(Type, Metric, "no successful run to compare with", elapsed);
        return elapsed > limit
            ? check with
            {
                Severity = Severity.Warning,
                Reason = $"a run is at work since {Wording.Duration(elapsed)}, where {Usual(median, limit)}",
            }
            : check;
    }

    private static string Usual(double? median, double? limit) =>
        (median, limit) switch
        {
            ({ } usual, _) => $"runs take {Wording.Duration(usual)}",
            (_, { } longest) => $"{Wording.Duration(longest)} is the limit",
            _ => "none succeeded yet",
        };
}
