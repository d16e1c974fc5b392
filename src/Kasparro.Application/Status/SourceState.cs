using Kasparro.Domain.Runs;

namespace Kasparro.Application.Status;

/// <summary>How far one source has come, as committed.</summary>
public sealed record SourceState
{
    public required string Source { get; init; }

    /// <summary>How its last run ended, or that it runs.</summary>
    public RunStatus? LastStatus { get; init; }

    /// <summary>When the last successful run committed.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Kept after a success, so that one sees when and how it last failed.</summary>
    public string? LastFailureError { get; init; }

    /// <summary>Rows in Silver.</summary>
    public long SilverRows { get; init; }

    /// <summary>Rows that could not be derived.</summary>
    public long FailureRows { get; init; }

    /// <summary>Rows derived since the source exists, those of rebuilds included. Never falls.</summary>
    public long TransformedTotal { get; init; }

    /// <summary>Failures to derive a row since the source exists, those of rebuilds included. Never falls.</summary>
    public long FailedTotal { get; init; }

    /// <summary>The newest <c>last_updated</c> in Silver.</summary>
    public DateTimeOffset? NewestDataAt { get; init; }

    /// <summary>When Silver was last derived.</summary>
    public DateTimeOffset? TransformedAt { get; init; }

    /// <summary>When the newest raw row that gave market data was derived. A rebuild derives it anew.</summary>
    public DateTimeOffset? GrownAt { get; init; }

    public bool FailedLast => LastFailureAt is { } failure && (LastSuccessAt is not { } success || failure > success);
}
