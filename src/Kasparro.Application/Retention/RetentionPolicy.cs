namespace Kasparro.Application.Retention;

/// <summary>How long prices are kept, and where raw records go that no price needs any more.</summary>
/// <param name="Days">By source; a source that is not named keeps all.</param>
/// <param name="ArchivePath">The folder for raw records; null where Bronze keeps all of them.</param>
public sealed record RetentionPolicy(IReadOnlyDictionary<string, int> Days, string? ArchivePath = null)
{
    /// <summary>Fewer would take away what runs are compared with.</summary>
    public const int MinDays = 7;

    public const int MaxDays = 36_500;

    public static RetentionPolicy KeepsAll { get; } = new(new Dictionary<string, int>());

    /// <summary>
    /// The instant from which prices are kept: the begin of a day in UTC, so that runs of one day agree. Null where all
    /// are.
    /// </summary>
    public DateTimeOffset? PricesFrom(string source, DateTimeOffset now) =>
        Days.TryGetValue(source, out var days)
            ? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-days)
            : null;
}
