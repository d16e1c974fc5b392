using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>How one source's turn ended.</summary>
/// <param name="UnexpectedFailure">Why it broke off beyond what a run records; else null.</param>
internal sealed record SourceOutcome(
    string Source,
    IngestResult? Ingest = null,
    TransformResult? Transform = null,
    string? UnexpectedFailure = null
)
{
    public bool Failed => UnexpectedFailure is not null || Ingest?.Outcome == IngestOutcome.Failed;

    /// <summary>For a person: what went wrong, or who was at work.</summary>
    public string? Remark =>
        UnexpectedFailure
        ?? Ingest?.Failure?.ToString()
        ?? (Ingest?.LockedBy is { } runner ? $"Skipped: it is being run by {runner}." : null)
        ?? (Transform?.LockedBy is { } transformer ? $"Not derived: {transformer} is at it." : null);
}
