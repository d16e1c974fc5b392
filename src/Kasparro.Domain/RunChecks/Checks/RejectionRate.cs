namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// Clearly more of the new rows than usual could not be transformed. Wilson's interval keeps three bad rows of ten from
/// being a finding.
/// </summary>
internal static class RejectionRate
{
    private const CheckType Type = CheckType.RejectionRate;
    private const string Metric = "rejected_share_of_new_rows";
    private const double Margin = 0.01;
    private const double CriticalShare = 0.20;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);
        if (comparison.Facts.Run!.Inserted is not { } rows)
            return Check.Skipped(Type, Metric, "the run did not record the number of new rows");
        if (rows == 0)
            return Check.Skipped(Type, Metric, "the run received nothing new");
        if (comparison.Facts.Run.Rejected is not { } rejected)
            return Check.Skipped(Type, Metric, "its rows are not transformed yet");

        var usual = UsualShare(comparison.Baseline.Runs);
        var share = (double)rejected / rows;
        var isFound = Robust.WilsonLowerBound(rejected, rows) > usual + Margin;
        return Check.Ok(
            Type,
            Metric,
            $"{Wording.Percent(share)} of the new rows ({Wording.Number(rejected)} of {Wording.Number(rows)}) "
                + $"were rejected, {Wording.Percent(usual)} expected",
            Math.Round(share, 6),
            new Expected(Math.Round(usual, 6), null, Math.Round(usual + Margin, 6))
        ) with
        {
            Severity =
                !isFound ? Severity.Ok
                : share > CriticalShare ? Severity.Critical
                : Severity.Warning,
        };
    }

    /// <summary>
    /// Of all new rows of the baseline together; 0 where there is none, because rejected rows are never expected without
    /// a history.
    /// </summary>
    private static double UsualShare(IReadOnlyList<RunFacts> runs)
    {
        var known = runs.Where(run => run is { Inserted: > 0, Rejected: not null }).ToList();
        return known.Count == 0
            ? 0
            : (double)known.Sum(run => run.Rejected!.Value) / known.Sum(run => run.Inserted!.Value);
    }
}
