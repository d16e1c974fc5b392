namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>The run took far longer than usual.</summary>
internal static class DurationSpike
{
    private const CheckType Type = CheckType.DurationSpike;
    private const string Metric = "duration_ms";
    private const double CriticalRise = 4.0;

    /// <summary>A fall is no finding; it only marks where a level starts.</summary>
    private static readonly MetricLimits s_limits = new(Score: 2.5, Rise: 1.0, Fall: -0.50);

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);
        if (comparison.Facts.Run!.DurationMs is not { } duration)
            return Check.Skipped(Type, Metric, "the run did not record its duration");

        var history = new MetricHistory(comparison.History(run => run.DurationMs), s_limits);
        if (history.N < comparison.MinRuns || history.Level is null)
            return Check.Skipped(Type, Metric, comparison.TooFew(history.N), duration);
        return history.Judge(
            Type,
            Metric,
            duration,
            SeverityOf(duration, history.Level),
            $"the run took {Wording.Duration(duration)}, {Wording.Duration(history.Level.Median)} expected"
        );
    }

    private static Severity SeverityOf(long duration, MetricLevel level)
    {
        if (!level.IsAbove(duration, s_limits))
            return Severity.Ok;
        return level.ChangeOf(duration) >= CriticalRise ? Severity.Critical : Severity.Warning;
    }
}
