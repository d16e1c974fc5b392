using Kasparro.Application.Findings;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Retention;
using Kasparro.Application.Transformation;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>How one source ended.</summary>
/// <param name="Retention">What it no longer keeps; null where that was not looked at.</param>
/// <param name="Findings">What its latest run showed; null where it was not judged.</param>
/// <param name="UnexpectedFailure">Why it failed outside of a recorded run; else null.</param>
internal sealed record SourceOutcome(
    string Source,
    IngestResult? Ingest = null,
    TransformResult? Transform = null,
    RetentionResult? Retention = null,
    FindingChanges? Findings = null,
    string? UnexpectedFailure = null
)
{
    public bool Failed =>
        UnexpectedFailure is not null
        || Ingest?.Outcome == IngestOutcome.Failed
        || Transform?.Failure is not null
        || Retention?.Failure is not null
        || Transform?.PausedBy is not null
        || GaveNothing
        || NothingApplies;

    /// <summary>
    /// None of what the source sends can be used: a file of another shape, or another API. Sending it again makes it no
    /// better; a person who acknowledges the finding does.
    /// </summary>
    private bool GaveNothing => Findings?.NothingIsUsable ?? AllIsNewAndRejected;

    private bool AllIsNewAndRejected =>
        Ingest?.Counts is { Fetched: > 0 } counts
        && counts.Inserted == counts.Fetched
        && Transform is { } transform
        && transform.Read == counts.Fetched
        && transform.Failed == counts.Fetched;

    /// <summary>All is new, and none of it is about dollars: another list than was meant.</summary>
    private bool NothingApplies =>
        Ingest?.Counts is { Fetched: > 0 } counts && Transform?.NotApplicable == counts.Fetched;

    /// <summary>Null where the run stored nothing: what it received was compared with nothing.</summary>
    public RunCounts? Stored =>
        Ingest is { Outcome: IngestOutcome.Succeeded } or { Counts.Inserted: > 0 } ? Ingest.Counts : null;

    /// <summary>For a person: what failed, or by whom the source is locked.</summary>
    public string? Remark =>
        UnexpectedFailure
        ?? Ingest?.Failure?.ToString()
        ?? Transform?.Failure?.ToString()
        ?? Retention?.Failure?.ToString()
        ?? (NothingApplies ? "None of the records is about a price in US dollars. They are kept." : null)
        ?? (GaveNothing ? "None of the records could be used. They are kept; /failures says why for each." : null)
        ?? (Transform?.PausedBy is { } drift ? $"Market data is paused by {drift}; see drift show." : null)
        ?? (Ingest?.LockedBy is { } ingesting ? $"Skipped: the source is locked by {ingesting}." : null)
        ?? (
            Transform?.LockedBy is { } transforming ? $"Not transformed: the source is locked by {transforming}." : null
        )
        ?? LeftOut
        ?? (
            Transform is { UnreadableValues: > 0 and var values }
                ? $"{values} market caps or volumes could not be read, and are null; their rows are there."
                : null
        )
        ?? Removed;

    private string? Removed =>
        Retention switch
        {
            { IsRestoring: true } => "Prices are kept longer than before; the next transformation brings them back.",
            { Archived: > 0 and var records } => Text(
                $"{Retention.Expired:N0} prices are not kept any more; {records:N0} raw records were archived."
            ),
            { Expired: > 0 } => Text($"{Retention.Expired:N0} prices are not kept any more; their records are."),
            _ when Transform is { Expired: > 0 and var prices } => Text(
                $"{prices:N0} prices are older than RETENTION_DAYS keeps them; their records are kept."
            ),
            _ => null,
        };

    private static string Text(FormattableString sentence) => FormattableString.Invariant(sentence);

    private string? LeftOut =>
        Ingest?.RefusedFiles is { Count: > 0 } refused
            ? $"{refused.Count} {(refused.Count == 1 ? "file was" : "files were")} left out. {refused[0]}"
            : null;
}
