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
        UnexpectedFailure is not null
        || Ingest?.Outcome == IngestOutcome.Failed
        || Transform?.Failure is not null
        || GaveNothing;

    /// <summary>
    /// Everything that was received is new, and none of it could be used: a file of another shape, or another API.
    /// </summary>
    private bool GaveNothing =>
        Ingest?.Counts is { Fetched: > 0 } counts
        && counts.Inserted == counts.Fetched
        && Transform is { } transform
        && transform.Read == counts.Fetched
        && transform.Failed == counts.Fetched;

    /// <summary>For a person: what failed, or by whom the source is locked.</summary>
    public string? Remark =>
        UnexpectedFailure
        ?? Ingest?.Failure?.ToString()
        ?? Transform?.Failure?.ToString()
        ?? (GaveNothing ? "None of the records could be used. They are kept; /failures says why for each." : null)
        ?? (Ingest?.LockedBy is { } ingesting ? $"Skipped: the source is locked by {ingesting}." : null)
        ?? (
            Transform?.LockedBy is { } transforming ? $"Not transformed: the source is locked by {transforming}." : null
        );
}
