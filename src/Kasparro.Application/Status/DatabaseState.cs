namespace Kasparro.Application.Status;

/// <summary>What a look at the database gave.</summary>
/// <param name="IsReachable">It answered in time.</param>
/// <param name="IsCurrent">It has every migration that this program knows.</param>
/// <param name="Latency">How long it took to answer.</param>
/// <param name="Sources">Empty where they could not be read.</param>
public sealed record DatabaseState(
    bool IsReachable,
    bool IsCurrent,
    TimeSpan Latency,
    IReadOnlyList<SourceState> Sources
);
