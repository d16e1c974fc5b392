using Kasparro.Application.Sources;

namespace Kasparro.Application.Status;

/// <summary>How one source does.</summary>
/// <param name="Age">Since the last success; null where there was none.</param>
/// <param name="Cadence">How often a run is expected.</param>
public sealed record SourceHealth(
    string Source,
    SourceCondition State,
    TimeSpan? Age,
    TimeSpan Cadence,
    SourceState? Committed
)
{
    /// <summary>A run may be late by half its interval: schedulers and slow providers are.</summary>
    private const double Patience = 1.5;

    public bool IsStale => Age is { } age && age > Cadence * Patience;

    /// <param name="source">What is expected of it.</param>
    /// <param name="state">What is committed of it; null where it never ran.</param>
    /// <param name="isKnown">False where nothing could be read.</param>
    /// <param name="now">The time to judge by.</param>
    public static SourceHealth Of(SourceDescription source, SourceState? state, bool isKnown, DateTimeOffset now)
    {
        // A clock behind the one that wrote the row would make it negative.
        TimeSpan? age = state?.LastSuccessAt is { } success
            ? TimeSpan.FromTicks(Math.Max(0, (now - success).Ticks))
            : null;
        var health = new SourceHealth(source.Name, SourceCondition.Ok, age, source.Cadence, state);
        return health with { State = Judge(health, isKnown) };
    }

    private static SourceCondition Judge(SourceHealth health, bool isKnown)
    {
        if (!isKnown)
            return SourceCondition.Unknown;
        if (health.Committed is { FailedLast: true })
            return SourceCondition.Failed;
        if (health.Age is null)
            return SourceCondition.NeverSucceeded;
        return health.IsStale ? SourceCondition.Stale : SourceCondition.Ok;
    }
}
