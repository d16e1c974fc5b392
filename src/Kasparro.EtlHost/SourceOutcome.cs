using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;

namespace Kasparro.EtlHost;

/// <summary>How one source's turn ended.</summary>
/// <param name="Broke">Why it broke off beyond what a run records; else null.</param>
internal sealed record SourceOutcome(
    string Source,
    IngestResult? Ingest = null,
    TransformResult? Transform = null,
    string? Broke = null
)
{
    public bool Failed => Broke is not null || Ingest?.Outcome == IngestOutcome.Failed;

    /// <summary>For a person: what went wrong, or who was at work.</summary>
    public string? Remark =>
        Broke
        ?? Ingest?.Failure?.ToString()
        ?? (Ingest?.HeldBy is { } runner ? $"Skipped: it is being run by {runner}." : null)
        ?? (Transform?.HeldBy is { } deriver ? $"Not derived: {deriver} is at it." : null);
}
