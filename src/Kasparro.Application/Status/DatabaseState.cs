namespace Kasparro.Application.Status;

/// <summary>The state of the database.</summary>
/// <param name="IsReachable">It responded in time.</param>
/// <param name="IsCurrent">It has every migration and raw table that this program knows.</param>
/// <param name="Latency">How long the response took.</param>
/// <param name="Sources">Empty where they could not be read.</param>
/// <param name="Problem">Why it is not reachable, without secrets; null where it is.</param>
public sealed record DatabaseState(
    bool IsReachable,
    bool IsCurrent,
    TimeSpan Latency,
    IReadOnlyList<SourceProgress> Sources,
    string? Problem = null
);
