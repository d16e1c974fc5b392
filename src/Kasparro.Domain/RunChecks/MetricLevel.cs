namespace Kasparro.Domain.RunChecks;

/// <summary>
/// Where some counts or durations lie: the modified z-score of Iglewicz and Hoaglin (NIST handbook, eda35h) over
/// ln(1+x), so that half and double are equally far, and one wild run does not hide the next.
/// </summary>
internal sealed class MetricLevel
{
    /// <summary>Without it, every change of a count that never varied would be a finding.</summary>
    private static readonly double s_smallestSpread = Math.Log(1.05);

    private readonly double _logMedian;
    private readonly double _logSpread;

    public MetricLevel(IReadOnlyCollection<double> values)
    {
        var logs = values.Select(Log).ToList();
        N = logs.Count;
        _logMedian = Robust.Median(logs);
        _logSpread = Math.Max(Robust.NormalConsistency * Robust.Mad(logs), s_smallestSpread);
        Median = Back(_logMedian);
    }

    public int N { get; }

    public double Median { get; }

    public double ScoreOf(double value) => (Log(value) - _logMedian) / _logSpread;

    /// <summary>Relative to the median; infinite where that is 0 and the value is not.</summary>
    public double ChangeOf(double value)
    {
        if (Median > 0)
            return (value / Median) - 1;
        return value > 0 ? double.PositiveInfinity : 0;
    }

    public bool IsAbove(double value, MetricLimits limits) =>
        ScoreOf(value) >= Widened(limits) && ChangeOf(value) >= limits.Rise;

    public bool IsBelow(double value, MetricLimits limits) =>
        ScoreOf(value) <= -Widened(limits) && ChangeOf(value) <= limits.Fall;

    public Expected Expect(MetricLimits limits)
    {
        var reach = Widened(limits) * _logSpread;
        return new Expected(
            Median,
            Math.Max(0, Math.Min(Back(_logMedian - reach), Round(Median * (1 + limits.Fall)))),
            Math.Max(Back(_logMedian + reach), Round(Median * (1 + limits.Rise)))
        );
    }

    private double Widened(MetricLimits limits) => limits.Score * (1 + (2.0 / N));

    private static double Log(double value) => Math.Log(1 + value);

    private static double Back(double log) => Round(Math.Exp(log) - 1);

    /// <summary>The logarithm adds digits that are not in the data.</summary>
    private static double Round(double value) => Math.Round(value, 6);
}
