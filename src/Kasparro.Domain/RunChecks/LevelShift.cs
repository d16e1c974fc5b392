namespace Kasparro.Domain.RunChecks;

/// <summary>
/// The newest runs of a baseline where they all lie on one new level, away from the runs before them.
/// </summary>
internal sealed record LevelShift(IReadOnlyList<double> Runs, Level Level)
{
    /// <summary>So many runs on a new level make it the level.</summary>
    public const int Settled = 10;

    /// <summary>Fewer runs are no level that one could leave.</summary>
    private const int FewestBefore = 3;

    public bool IsSettled => Runs.Count >= Settled;

    /// <param name="values">Oldest first.</param>
    public static LevelShift? Find(IReadOnlyList<double> values, MetricLimits limits)
    {
        for (var before = FewestBefore; before < values.Count; before++)
        {
            var newest = values.Skip(before).ToList();
            var old = new Level([.. values.Take(before)]);
            if (
                !newest.TrueForAll(value => old.IsAbove(value, limits))
                && !newest.TrueForAll(value => old.IsBelow(value, limits))
            )
                continue;

            var shift = new LevelShift(newest, new Level(newest));
            if (newest.TrueForAll(value => shift.Holds(value, limits)))
                return shift;
        }

        return null;
    }

    /// <summary>Whether a value lies on the new level. Nothing at all is no level.</summary>
    public bool Holds(double value, MetricLimits limits) =>
        value > 0 && Level.ChangeOf(value) > limits.Fall && Level.ChangeOf(value) < limits.Rise;
}
