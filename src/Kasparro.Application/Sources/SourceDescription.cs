using Kasparro.Domain.Drift;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>What is known of a source without a request.</summary>
public sealed record SourceDescription
{
    /// <summary>Lower case, as in <c>etl_runs.source</c> and <c>raw_&lt;name&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people: the provider's own name.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// Names how payloads are mapped. Changing it makes the next run rebuild the source's Silver; settings that change
    /// the mapping belong in it.
    /// </summary>
    public required string TransformVersion { get; init; }

    /// <summary>How often a run is expected: the scheduler's interval.</summary>
    public required TimeSpan Cadence { get; init; }

    /// <summary>
    /// True for files that do not change by themselves: nothing new is then no finding, and an id is a text of a file,
    /// not an entry of a catalogue.
    /// </summary>
    public bool IsStatic { get; init; }

    /// <summary>
    /// The readable part of an id of the source, such as <c>bitcoin</c> of <c>btc-bitcoin</c>; null where ids have
    /// none. Evidence of which coin it is.
    /// </summary>
    public Func<string, string?> SlugOf { get; init; } = static _ => null;

    /// <summary>
    /// True where the provider refuses requests without a key: only where one is set does the source take part in runs.
    /// Which installation has one is known to its ETL, not to its API.
    /// </summary>
    public bool RequiresKey { get; init; }

    /// <summary>The longest that one ingestion may take, all waiting included.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>What it reads of its records, so that a change of them is judged by it.</summary>
    public DeclaredFields Fields { get; init; } = DeclaredFields.None;

    /// <summary>How the provider is reached, in words: host, plan, whether with a key. Null for files.</summary>
    public string? Access { get; init; }

    /// <summary>Requests that the provider's plan has in a month; null for no limit.</summary>
    public long? MonthlyRequests { get; init; }

    /// <summary>
    /// What one run asks for, as the settings say: runs with the same scope receive about as many records, so a run
    /// that receives far fewer is not believed. Null where the amount may change at any time.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>What it hands out of the past, by the steps of it; null where it has no history.</summary>
    public IReadOnlyDictionary<HistoryInterval, HistoryLimits>? History { get; init; }

    public required Uri HomePage { get; init; }

    /// <summary>Where the provider's terms of use are; null for the user's own files.</summary>
    public Uri? Terms { get; init; }

    /// <summary>What must be shown with the data, in the provider's words; null where none is required.</summary>
    public string? Attribution { get; init; }
}
