namespace Kasparro.Domain.RunChecks;

/// <summary>
/// The newest runs of a baseline where all of them are on one new level, different from the runs before.
/// </summary>
internal sealed record LevelShift(IReadOnlyList<double> Runs, MetricLevel Level)
{
    /// <summary>After this many runs, the new level is the level.</summary>
    public const int Settled = 10;

    /// <summary>Fewer runs make no level to depart from.</summary>
    private const int FewestBefore = 3;

    public bool IsSettled => Runs.Count >= Settled;

    /// <param name="values">Oldest first.</param>
    public static LevelShift? Find(IReadOnlyList<double> values, MetricLimits limits)
    {
        for (var before = FewestBefore; before < values.Count; before++)
        {
            var newest = values.Skip(before).ToList();
            var old = new MetricLevel([.. values.Take(before)]);
            if (
                !newest.TrueForAll(value => old.IsAbove(value, limits))
                && !newest.TrueForAll(value => old.IsBelow(value, limits))
            )
                continue;

            var shift = new LevelShift(newest, new MetricLevel(newest));
            if (newest.TrueForAll(value => shift.Holds(value, limits)))
                return shift;
        }

        return null;
    }

    /// <summary>Whether a value is on the new level. Zero is no level.</summary>
    public bool Holds(double value, MetricLimits limits) =>
        value > 0 && Level.ChangeOf(value) > limits.Fall && Level.ChangeOf(value) < limits.Rise;
}
