namespace Kasparro.Domain.RunChecks;

/// <summary>Statistics that a few wild values do not move.</summary>
internal static class Robust
{
    /// <summary>Makes the median absolute deviation of a normal distribution its standard deviation.</summary>
    public const double NormalConsistency = 1.4826;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("There is no median of nothing.", nameof(values));
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median absolute deviation.</summary>
    public static double Mad(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return Median(values.Select(value => Math.Abs(value - median)));
    }

    /// <summary>
    /// Wilson's interval for a share, 95 %: the lowest share that is still plausible for so many hits.
    /// </summary>
    public static double WilsonLowerBound(long hits, long trials)
    {
        const double Z = 1.959964;
        double n = trials;
        var share = hits / n;
        var centre = share + (Z * Z / (2 * n));
        var margin = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        return Math.Max(0, (centre - margin) / (1 + (Z * Z / n)));
    }
}
