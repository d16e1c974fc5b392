using System.Text.Json.Serialization;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Runs;

/// <summary>One ingestion run as recorded.</summary>
/// <param name="RunId" example="0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10">Its id.</param>
/// <param name="Source" example="coingecko">The source that it read.</param>
/// <param name="Status">Run status.</param>
/// <param name="TriggeredBy">What started it.</param>
/// <param name="StartedAt">When it was recorded as running.</param>
/// <param name="EndedAt">Null while it is running.</param>
/// <param name="DurationMs" example="41250">Null while it is running.</param>
/// <param name="RecordsProcessed" example="12500">Records received and durably stored, or recognised as
/// duplicates.</param>
/// <param name="ErrorMessage">Why it failed and what to do next; null unless it failed.</param>
/// <param name="Metadata">Counts: records fetched, inserted and duplicate, pages, requests, retries,
/// bytes.</param>
public sealed record RunSummary(
    Guid RunId,
    string Source,
    RunStatus Status,
    RunTrigger TriggeredBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? DurationMs,
    long RecordsProcessed,
    string? ErrorMessage,
    JsonText Metadata
)
{
    public JsonText Metadata { get; } = RecordedUpstreamText.RemovedFrom(Metadata);

    /// <summary>What the upstream itself said when the run failed; null where it said nothing. For operators.</summary>
    [JsonIgnore]
    public string? UpstreamText { get; } = RecordedUpstreamText.In(Metadata);
}
