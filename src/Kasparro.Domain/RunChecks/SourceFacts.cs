namespace Kasparro.Domain.RunChecks;

/// <summary>All that a source's latest run is judged by.</summary>
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

    /// <summary>Runs that began before the judged one, in any order.</summary>
    public IReadOnlyList<RunFacts> Earlier { get; init; } = [];

    /// <summary>The run that is at work; null where none is.</summary>
    public RunFacts? Running { get; init; }

    /// <summary>Whether somebody holds the source's lock; null where that cannot be known, as of the past.</summary>
    public bool? IsLocked { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>The assets of the judged run and of its baseline, by run; without those that recorded none.</summary>
    public IReadOnlyDictionary<Guid, AssetFingerprints> Assets { get; init; } =
        new Dictionary<Guid, AssetFingerprints>();

    /// <summary>What fingerprints stand for, where known.</summary>
    public IReadOnlyDictionary<uint, string> AssetNames { get; init; } = new Dictionary<uint, string>();

    /// <summary>Of the assets whose price the judged run brought.</summary>
    public IReadOnlyList<AssetPrices> Prices { get; init; } = [];
}
