namespace Kasparro.Application.Retention;

/// <summary>What is recorded about the retention of a source.</summary>
/// <param name="PricesFrom">The instant from which Silver has prices; null where it has all.</param>
/// <param name="Now">The earlier of the program's time and the database's: a clock that is ahead removes
/// nothing.</param>
public sealed record RetentionState(DateTimeOffset? PricesFrom, DateTimeOffset Now)
{
    /// <summary>Two machines at midnight, or a clock that was corrected: no reason to build Silver again.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromDays(1);

    /// <summary>Whether older prices are to be kept than Silver has.</summary>
    public bool MovesBack(DateTimeOffset from) => from < PricesFrom - s_tolerance;
}
