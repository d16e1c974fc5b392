using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>How one source ended.</summary>
/// <param name="UnexpectedFailure">Why it failed outside of a recorded run; else null.</param>
internal sealed record SourceOutcome(
    string Source,
    IngestResult? Ingest = null,
    TransformResult? Transform = null,
    string? UnexpectedFailure = null
)
{
    public bool Failed =>
        UnexpectedFailure is not null || Ingest?.Outcome == IngestOutcome.Failed || Transform?.Failure is not null;

    /// <summary>For a person: what failed, or by whom the source is locked.</summary>
    public string? Remark =>
        UnexpectedFailure
        ?? Ingest?.Failure?.ToString()
        ?? Transform?.Failure?.ToString()
        ?? (Ingest?.LockedBy is { } ingesting ? $"Skipped: the source is locked by {ingesting}." : null)
        ?? (
            Transform?.LockedBy is { } transforming ? $"Not transformed: the source is locked by {transforming}." : null
        );
}
