namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// Far fewer records were fetched than usual. New or not: a source that had nothing new is no drop.
/// </summary>
internal static class RecordDrop
{
    public const string Metric = "fetched_records";

    public static readonly MetricLimits Limits = new(Score: 3.5, Rise: 1.0, Fall: -0.30);

    private const CheckType Type = CheckType.RecordDrop;
    private const double CriticalFall = -0.70;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);
        if (comparison.Facts.Run!.Fetched is not { } fetched)
            return Check.Skipped(Type, Metric, "the run did not record the number of records");

        var history = new MetricHistory(comparison.History(run => run.Fetched), Limits);
        // Nothing fetched, where something is expected, needs no statistics.
        if (fetched == 0 && history.Level is { Median: > 0 })
            return history.Judge(Type, Metric, fetched, Severity.Critical, Sentence(fetched, history.Level));
        if (history.N < comparison.MinRuns || history.Level is null)
            return Check.Skipped(Type, Metric, comparison.TooFew(history.N), fetched);
        return history.Judge(
            Type,
            Metric,
            fetched,
            SeverityOf(fetched, history.Level),
            Sentence(fetched, history.Level)
        );
    }

    public static string Sentence(long fetched, MetricLevel level) =>
        $"{Wording.Count(fetched, "record")} fetched, {Wording.Number(level.Median)} expected";

    private static Severity SeverityOf(long fetched, MetricLevel level)
    {
        if (!level.IsBelow(fetched, Limits))
            return Severity.Ok;
        return level.ChangeOf(fetched) <= CriticalFall ? Severity.Critical : Severity.Warning;
    }
}
