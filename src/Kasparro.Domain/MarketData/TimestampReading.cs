namespace Kasparro.Domain.MarketData;

/// <summary>An instant, or the reason why a text is none.</summary>
public readonly record struct TimestampReading(DateTimeOffset? Instant, string? Problem)
{
    public static TimestampReading Of(DateTimeOffset instant) => new(Timestamp.ToMicroseconds(instant), null);

    public static TimestampReading Unreadable(string problem) => new(null, problem);
}
