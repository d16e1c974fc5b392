using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.Drift;

/// <summary>Which changes are wanted. Empty means no filter.</summary>
public sealed record DriftFilter
{
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<DriftKind> Kinds { get; init; } = [];

    public IReadOnlyList<Severity> Severities { get; init; } = [];

    public IReadOnlyList<DriftStatus> Statuses { get; init; } = [];

    /// <summary>Earliest <c>opened_at</c>, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest <c>opened_at</c>, included.</summary>
    public DateTimeOffset? To { get; init; }
}
