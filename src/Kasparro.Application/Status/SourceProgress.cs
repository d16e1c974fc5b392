using Kasparro.Domain.Runs;

namespace Kasparro.Application.Status;

/// <summary>How far one source has come, as committed.</summary>
public sealed record SourceProgress
{
    public required string Source { get; init; }

    /// <summary>How its last run ended, or that it is running.</summary>
    public RunStatus? LastStatus { get; init; }

    /// <summary>When the last successful run committed.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>Kept after a success, so that people see when and how it last failed.</summary>
    public string? LastFailureError { get; init; }

    /// <summary>Rows in Silver.</summary>
    public long SilverRows { get; init; }

    /// <summary>Rows that could not be transformed.</summary>
    public long FailureRows { get; init; }

    /// <summary>Rows transformed since the source exists, those of rebuilds included. Never falls.</summary>
    public long TransformedTotal { get; init; }

    /// <summary>Failures to transform a row since the source exists, those of rebuilds included. Never falls.</summary>
    public long FailedTotal { get; init; }

    /// <summary>Rows that were never meant to give market data, those of rebuilds included. Never falls.</summary>
    public long NotApplicableTotal { get; init; }

    /// <summary>
    /// Prices that were older than they are kept: removed, or never written. Never falls; rebuilds count them again.
    /// </summary>
    public long ExpiredTotal { get; init; }

    /// <summary>The instant from which prices are kept; null where all are.</summary>
    public DateTimeOffset? PricesFrom { get; init; }

    /// <summary>The newest <c>last_updated</c> in Silver.</summary>
    public DateTimeOffset? NewestDataAt { get; init; }

    /// <summary>When Silver was last transformed.</summary>
    public DateTimeOffset? TransformedAt { get; init; }

    /// <summary>
    /// When the newest raw record that gave market data was transformed; a rebuild transforms it again.
    /// </summary>
    public DateTimeOffset? GrownAt { get; init; }

    /// <summary>Whether its last finished run failed.</summary>
    public bool FailedLast { get; init; }

    /// <summary>Critical findings that are open.</summary>
    public long CriticalFindings { get; init; }
}
