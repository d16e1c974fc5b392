using System.Globalization;

namespace Kasparro.Domain.MarketData;

/// <summary>
/// The instants that an observation can be of. The receipt is stored with its raw row, so the same row gives the same
/// outcome every time. It also keeps the ends of .NET's calendar out of PostgreSQL, which takes them for infinity.
/// Changing it changes the transform version of every source.
/// </summary>
public static class PlausibleTime
{
    /// <summary>The day of Bitcoin's first block: nothing had a price before it.</summary>
    public static readonly DateTimeOffset Earliest = new(2009, 1, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far a time may be ahead of its receipt: clocks differ, and some write the day's end.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>The mapping itself, or a rejection where its instant cannot be true.</summary>
    public static Mapping Enforce(Mapping mapping, DateTimeOffset receivedAt)
    {
        if (mapping is not Mapping.Accepted { Observation.LastUpdated: var instant })
            return mapping;
        if (instant < Earliest)
            return Rejected($"the time is {Shown(instant)}, before the first block of Bitcoin (2009-01-03)");
        return instant > receivedAt + Ahead
            ? Rejected($"the time is {Shown(instant)}, more than a day after its receipt at {Shown(receivedAt)}")
            : mapping;
    }

    private static Mapping.Rejected Rejected(string reason) => new(TransformFailureType.ImplausibleTime, reason);

    private static string Shown(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
