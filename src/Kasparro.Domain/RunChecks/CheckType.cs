namespace Kasparro.Domain.RunChecks;

/// <summary>What is looked at in a run.</summary>
public enum CheckType
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
}
