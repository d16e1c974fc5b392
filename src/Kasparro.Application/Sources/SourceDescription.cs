namespace Kasparro.Application.Sources;

/// <summary>What is known of a source without asking it.</summary>
public sealed record SourceDescription
{
    /// <summary>Lower case, as in <c>etl_runs.source</c> and <c>raw_&lt;name&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people: the provider's own name.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// Names how payloads are read. Changing it makes the next run derive this source anew; settings that change the
    /// reading belong in it.
    /// </summary>
    public required string TransformVersion { get; init; }

    /// <summary>How often a run is expected: the scheduler's interval.</summary>
    public required TimeSpan Cadence { get; init; }

    /// <summary>True for files that do not change by themselves: nothing new is then no trouble.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The longest that one ingestion may take, all waiting included.</summary>
    public required TimeSpan TimeLimit { get; init; }

    public required Uri HomePage { get; init; }

    /// <summary>Where the provider's terms of use are; null for the user's own files.</summary>
    public Uri? Terms { get; init; }

    /// <summary>What must be shown with the data, in the provider's words; null where nothing is asked.</summary>
    public string? Attribution { get; init; }
}
