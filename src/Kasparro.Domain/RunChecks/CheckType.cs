namespace Kasparro.Domain.RunChecks;

/// <summary>What a check examines.</summary>
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
