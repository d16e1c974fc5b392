using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.Findings;

/// <summary>Which findings are wanted. Empty means no filter.</summary>
public sealed record FindingFilter
{
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<FindingType> Types { get; init; } = [];

    public IReadOnlyList<Severity> Severities { get; init; } = [];

    public IReadOnlyList<FindingStatus> Statuses { get; init; } = [];

    /// <summary>Earliest <c>opened_at</c>, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest <c>opened_at</c>, included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Earliest <c>cleared_at</c>, included.</summary>
    public DateTimeOffset? ClearedFrom { get; init; }
}
