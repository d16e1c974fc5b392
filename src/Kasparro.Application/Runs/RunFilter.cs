using Kasparro.Domain.Runs;

namespace Kasparro.Application.Runs;

/// <summary>Which runs are wanted. Empty means no filter.</summary>
public sealed record RunFilter
{
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    public IReadOnlyList<RunTrigger> Triggers { get; init; } = [];

    /// <summary>Earliest start, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, included.</summary>
    public DateTimeOffset? To { get; init; }
}
