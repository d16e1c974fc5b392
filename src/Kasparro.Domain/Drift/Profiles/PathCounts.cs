namespace Kasparro.Domain.Drift.Profiles;

/// <summary>What was counted at one path; empty where it was not counted yet. Immutable once it is made.</summary>
public sealed record PathCounts
{
    /// <summary>Records.</summary>
    public long Rows { get; init; }

    /// <summary>Of these, those that have the path, also with null.</summary>
    public long Seen { get; init; }

    public long Nulls { get; init; }

    /// <summary>Values by type, null left out.</summary>
    public SortedDictionary<JsonType, long> Types
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Texts and numbers by format.</summary>
    public SortedDictionary<ValueFormat, long> Formats
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Numbers other than 0 by the power of ten below their size.</summary>
    public SortedDictionary<int, long> Decades
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>URLs by host, of the first eight hosts.</summary>
    public SortedDictionary<string, long> Hosts
    {
        get;
        init => field = value ?? [];
    } = new(StringComparer.Ordinal);

    /// <summary>Share of the records that have the path.</summary>
    public double Presence => Rows == 0 ? 0 : Math.Min(1, (double)Seen / Rows);

    /// <summary>Share of null among the records that have the path.</summary>
    public double NullShare => Seen == 0 ? 0 : Math.Min(1, (double)Nulls / Seen);

    /// <summary>Never null, sometimes or always.</summary>
    public NullClass NullClass =>
        Nulls == 0 ? NullClass.Never
        : Nulls >= Seen ? NullClass.Always
        : NullClass.Sometimes;

    /// <summary>The median power of ten; null without numbers other than 0.</summary>
    public double? MedianDecade
    {
        get
        {
            var (half, below) = (Decades.Values.Sum() / 2.0, 0.0);
            foreach (var (decade, count) in Decades)
            {
                if (below + count >= half && count > 0)
                    return decade + ((half - below) / count);
                below += count;
            }

            return null;
        }
    }

    /// <summary>Two counts of the same path together.</summary>
    public PathCounts Plus(PathCounts other) =>
        new()
        {
            Rows = Rows + other.Rows,
            Seen = Seen + other.Seen,
            Nulls = Nulls + other.Nulls,
            Types = Sum(Types, other.Types),
            Formats = Sum(Formats, other.Formats),
            Decades = Sum(Decades, other.Decades),
            Hosts = Sum(Hosts, other.Hosts),
        };

    /// <summary>Half of all, so that the past counts less than the present; what was there once stays.</summary>
    public PathCounts Halved() =>
        new()
        {
            Rows = Half(Rows),
            Seen = Half(Seen),
            Nulls = Half(Nulls),
            Types = Halves(Types),
            Formats = Halves(Formats),
            Decades = Halves(Decades),
            Hosts = Halves(Hosts),
        };

    /// <summary>
    /// The most frequent key where nearly all values have it; null where they differ, or there are none.
    /// </summary>
    public static T? Dominant<T>(SortedDictionary<T, long> counts)
        where T : struct
    {
        const double NearlyAll = 0.9;
        var total = counts.Values.Sum();
        foreach (var (key, count) in counts)
            if (count >= NearlyAll * total)
                return key;
        return null;
    }

    private static long Half(long count) => (count + 1) / 2;

    private static SortedDictionary<T, long> Halves<T>(SortedDictionary<T, long> counts)
        where T : notnull => new(counts.ToDictionary(pair => pair.Key, pair => Half(pair.Value)), counts.Comparer);

    private static SortedDictionary<T, long> Sum<T>(SortedDictionary<T, long> some, SortedDictionary<T, long> others)
        where T : notnull
    {
        var sum = new SortedDictionary<T, long>(some, some.Comparer);
        foreach (var (key, count) in others)
            sum[key] = sum.GetValueOrDefault(key) + count;
        return sum;
    }
}
