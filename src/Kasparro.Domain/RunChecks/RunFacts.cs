using System.Text.Json.Serialization;
using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks;

/// <summary>What is recorded of one run, as runs are compared by it. Null where the run did not record it.</summary>
public sealed record RunFacts
{
    /// <summary>Its id.</summary>
    /// <example>0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10</example>
    public required Guid RunId { get; init; }

    /// <summary>The source.</summary>
    /// <example>coingecko</example>
    public required string Source { get; init; }

    /// <summary>Who started it.</summary>
    public required RunTrigger TriggeredBy { get; init; }

    /// <summary>running, success or failed.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it was recorded as running.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Records received.</summary>
    public long? Fetched { get; init; }

    /// <summary>Of these, new to Bronze.</summary>
    public long? Inserted { get; init; }

    /// <summary>
    /// Of the new ones, those that could not be transformed; null until a transformation has read them.
    /// </summary>
    public long? Rejected { get; init; }

    /// <summary>Assets that it received.</summary>
    public long? DistinctAssets { get; init; }

    /// <summary>Pages that the source has; null where it does not say.</summary>
    public int? PagesExpected { get; init; }

    /// <summary>Pages received.</summary>
    public int? PagesReceived { get; init; }

    /// <summary>Whether the first page is among them.</summary>
    public bool? FirstPageReceived { get; init; }

    /// <summary>The newest time of its market data; null where it has none.</summary>
    public DateTimeOffset? NewestDataAt { get; init; }

    /// <summary>What kind of failure; null unless it failed.</summary>
    public FailureClass? FailureClass { get; init; }

    /// <summary>Why it failed and what to do next; null unless it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Why files were left out; null where none was.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? RefusedFiles { get; init; }

    /// <summary>The order in which the database recorded runs: no clock has a part in it.</summary>
    [JsonIgnore]
    public long Sequence { get; init; }

    /// <summary>The ids reserved for its raw records, from here…</summary>
    [JsonIgnore]
    public long? FirstRawId { get; init; }

    /// <summary>…to here; null where it stored none, or is older than this column.</summary>
    [JsonIgnore]
    public long? LastRawId { get; init; }

    /// <summary>The run as it looked at an instant: what ended later was running then.</summary>
    public RunFacts AsOf(DateTimeOffset instant) =>
        EndedAt is not { } ended || ended <= instant
            ? this
            : new RunFacts
            {
                RunId = RunId,
                Source = Source,
                TriggeredBy = TriggeredBy,
                Status = RunStatus.Running,
                StartedAt = StartedAt,
                Sequence = Sequence,
            };
}
