using Kasparro.Application.Sources;

namespace Kasparro.Application.Status;

/// <summary>The health of one source.</summary>
/// <param name="Age">Since the last success; null where there was none.</param>
/// <param name="Cadence">How often a run is expected.</param>
public sealed record SourceHealth(
    string Source,
    SourceStatus State,
    TimeSpan? Age,
    TimeSpan Cadence,
    SourceProgress? Committed
)
{
    /// <summary>A run may be late by half its interval: schedulers and slow providers are.</summary>
    private const double Patience = 1.5;

    public bool IsStale => Age is { } age && age > Cadence * Patience;

    /// <summary>Whether the newest of its prices is more than one and a half intervals old.</summary>
    public bool HasOldData { get; private init; }

    public long CriticalFindings => Committed?.CriticalFindings ?? 0;

    /// <param name="source">What is expected of it.</param>
    /// <param name="state">What is committed of it; null where it has never run.</param>
    /// <param name="isKnown">False where nothing could be read.</param>
    /// <param name="now">The time to judge by.</param>
    public static SourceHealth Of(SourceDescription source, SourceProgress? state, bool isKnown, DateTimeOffset now)
    {
        // A clock behind the one that wrote the row would make it negative.
        TimeSpan? age = state?.LastSuccessAt is { } success
            ? TimeSpan.FromTicks(Math.Max(0, (now - success).Ticks))
            : null;
        var health = new SourceHealth(source.Name, SourceStatus.Ok, age, source.Cadence, state);
        var isOld = !source.IsStatic && state?.NewestDataAt < now - (source.Cadence * Patience);
        return health with { HasOldData = isOld, State = Judge(health, isKnown) };
    }

    private static SourceStatus Judge(SourceHealth health, bool isKnown)
    {
        if (!isKnown)
            return SourceStatus.Unknown;
        if (health.Committed is { FailedLast: true })
            return SourceStatus.Failed;
        if (health.Age is null)
            return SourceStatus.NeverSucceeded;
        return health.IsStale ? SourceStatus.Stale : SourceStatus.Ok;
    }
}
