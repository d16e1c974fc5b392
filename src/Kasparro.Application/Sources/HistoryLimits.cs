namespace Kasparro.Application.Sources;

/// <summary>How much of the past a provider's plan hands out, in steps of one size.</summary>
/// <param name="Reach">How far back from now; null for no limit that is known.</param>
/// <param name="LongestRequest">The longest time that one request may ask for.</param>
public sealed record HistoryLimits(TimeSpan? Reach, TimeSpan LongestRequest)
{
    /// <summary>The earliest instant that is handed out now; null for no limit that is known.</summary>
    public DateTimeOffset? Earliest(DateTimeOffset now) => now - Reach;

    /// <summary>
    /// The time from one instant to another in as few parts as requests are needed, of about the same length, the
    /// oldest first. Each begins at a whole second, where the one before it ends.
    /// </summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> PartsOf(DateTimeOffset from, DateTimeOffset to)
    {
        var count = Math.Max(0, (int)Math.Ceiling((to - from) / LongestRequest));
        var parts = new List<(DateTimeOffset, DateTimeOffset)>(count);
        for (var (at, start) = (1, from); at <= count; at++)
        {
            var end = at == count ? to : ToSecond(from + ((to - from) * at / count));
            parts.Add((start, end));
            start = end;
        }

        return parts;
    }

    private static DateTimeOffset ToSecond(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
