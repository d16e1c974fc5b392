namespace Kasparro.Domain.Runs;

/// <summary>
/// What happened in a run, counted. Null where the source does not know, or the run did not get so far.
/// </summary>
public sealed record RunMetadata
{
    /// <summary>Version of the program.</summary>
    public string? Version { get; init; }

    /// <summary>Host and process, so that a person finds the log.</summary>
    public string? Process { get; init; }

    /// <summary>Records received.</summary>
    public long? Fetched { get; init; }

    /// <summary>Of these, new to Bronze.</summary>
    public long? Inserted { get; init; }

    /// <summary>Of these, stored before.</summary>
    public long? Duplicates { get; init; }

    /// <summary>Assets in what was received, those of duplicates included.</summary>
    public long? DistinctAssets { get; init; }

    /// <summary>The ids reserved for its raw records, from here…</summary>
    public long? FirstRawId { get; init; }

    /// <summary>…to here. Duplicates leave gaps.</summary>
    public long? LastRawId { get; init; }

    /// <summary>
    /// What the run asked the source for; runs with the same scope receive about as much. Null where the amount may
    /// change at any time.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>Null unless it is part of a backfill.</summary>
    public BackfillPart? Backfill { get; init; }

    /// <summary>
    /// Records that runs of this scope usually receive, where this one received fewer: too few to be believed, or, if
    /// it succeeded, believed.
    /// </summary>
    public long? UsualRecords { get; init; }

    /// <summary>
    /// Where each page begins: with the first raw id, they say on which page a raw row came. Null where there are too
    /// many.
    /// </summary>
    public IReadOnlyList<PageStart>? Pages { get; init; }

    public int? PagesReceived { get; init; }

    public int? PagesExpected { get; init; }

    public bool? FirstPageReceived { get; init; }

    /// <summary>See <see cref="Bronze.RunDigest"/>; null unless it succeeded.</summary>
    public string? Digest { get; init; }

    /// <summary>Why files of a folder or archive were left out, the first ten; null where none was.</summary>
    public IReadOnlyList<string>? RefusedFiles { get; init; }

    /// <summary>HTTP requests sent, retries included.</summary>
    public long? Requests { get; init; }

    public long? Retries { get; init; }

    /// <summary>Waiting for the source's minimum interval or before retries.</summary>
    public long? WaitedMs { get; init; }

    /// <summary>Bytes of responses or files, after decompression.</summary>
    public long? Bytes { get; init; }

    /// <summary>Null unless it failed.</summary>
    public FailureClass? FailureClass { get; init; }

    /// <summary>What to do about the failure; null unless it failed.</summary>
    public string? NextStep { get; init; }

    /// <summary>See <see cref="RunFailure.UpstreamText"/>.</summary>
    public string? UpstreamText { get; init; }
}
