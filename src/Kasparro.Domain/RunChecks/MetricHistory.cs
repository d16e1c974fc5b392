namespace Kasparro.Domain.RunChecks;

/// <summary>The values of one metric in a baseline, and how a new one is judged against them.</summary>
internal sealed class MetricHistory
{
    private readonly MetricLimits _limits;
    private readonly LevelShift? _shift;

    /// <param name="values">Oldest first.</param>
    public MetricHistory(IReadOnlyList<double> values, MetricLimits limits)
    {
        _limits = limits;
        N = values.Count;
        if (N == 0)
            return;

        _shift = LevelShift.Find(values, limits);
        Level = new MetricLevel(_shift is { IsSettled: true } ? _shift.Runs : values);
    }

    public int N { get; }

    /// <summary>Null without values.</summary>
    public MetricLevel? Level { get; }

    /// <param name="severity">What it is unless the metric has moved to a new level.</param>
    /// <param name="sentence">With both numbers.</param>
    public Check Judge(CheckType type, string metric, double current, Severity severity, string sentence)
    {
        var check = Measured(type, metric, current) with { Severity = severity, Reason = sentence };
        // A change that stays is reported by its first run. The next ones mention it, until it is the baseline.
        return check.IsAnomaly && _shift is { IsSettled: false } && _shift.Holds(current, _limits)
            ? check with
            {
                Severity = Severity.Info,
                Reason =
                    $"level shift, reported before: {Ordinal(_shift.Runs.Count + 1)} consecutive run on the new level; "
                    + sentence,
            }
            : check;
    }

    private Check Measured(CheckType type, string metric, double current)
    {
        var change = Level!.ChangeOf(current);
        return Check.Ok(type, metric, "", current, Level.Expect(_limits)) with
        {
            Score = Math.Round(Level.ScoreOf(current), 2),
            ChangePct = double.IsFinite(change) ? Math.Round(change * 100, 2) : null,
        };
    }

    private static string Ordinal(int number) =>
        number switch
        {
            2 => "2nd",
            3 => "3rd",
            _ => $"{number}th",
        };
}
