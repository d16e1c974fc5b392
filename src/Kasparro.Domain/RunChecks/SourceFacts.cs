namespace Kasparro.Domain.RunChecks;

/// <summary>Everything that the latest run of a source is judged by.</summary>
public sealed record SourceFacts
{
    public required string Source { get; init; }

    /// <summary>How often a run is expected; null for a source that is not registered here.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>The longest that a run may take; null for a source that is not registered here.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>True for files that do not change by themselves.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The run that is judged; null where none has ended yet.</summary>
    public RunFacts? Run { get; init; }

    /// <summary>For a comparison of two: the other one.</summary>
    public RunFacts? Against { get; init; }

    /// <summary>Runs recorded before the judged one, in any order.</summary>
    public IReadOnlyList<RunFacts> Earlier { get; init; } = [];

    /// <summary>The run that is running; null where none is.</summary>
    public RunFacts? Running { get; init; }

    /// <summary>Whether the source is locked; null where that cannot be known, as of the past.</summary>
    public bool? IsLocked { get; init; }

    /// <summary>When the last successful run committed.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When its market data was last transformed.</summary>
    public DateTimeOffset? TransformedAt { get; init; }

    /// <summary>The assets of the judged run and of its baseline, by run; without those that recorded none.</summary>
    public IReadOnlyDictionary<Guid, AssetFingerprints> Assets { get; init; } =
        new Dictionary<Guid, AssetFingerprints>();

    /// <summary>The ids behind fingerprints, where known.</summary>
    public IReadOnlyDictionary<uint, string> NamesByAsset { get; init; } = new Dictionary<uint, string>();

    /// <summary>Of the assets whose price the judged run received.</summary>
    public IReadOnlyList<AssetPrices> Prices { get; init; } = [];
}
