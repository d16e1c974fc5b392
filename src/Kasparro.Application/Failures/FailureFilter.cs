namespace Kasparro.Application.Failures;

/// <summary>Which failures are wanted. Empty means no filter.</summary>
public sealed record FailureFilter
{
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>As stored, in snake_case.</summary>
    public IReadOnlyList<string> ErrorTypes { get; init; } = [];

    /// <summary>Earliest <c>failed_at</c>, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest <c>failed_at</c>, included.</summary>
    public DateTimeOffset? To { get; init; }
}
