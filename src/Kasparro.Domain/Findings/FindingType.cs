namespace Kasparro.Domain.Findings;

/// <summary>What a finding is about. The first twelve are the checks of a run, by the same names.</summary>
public enum FindingType
{
    RunFailed,
    RunStuck,
    Freshness,
    RecordDrop,
    RecordSpike,
    DurationSpike,
    RejectionRate,
    MissingAssets,
    DuplicateOnly,
    PartialPages,
    PriceJump,
    Divergence,

    /// <summary>A run received new records only, and none of them could be used.</summary>
    AllRowsRejected,
}
