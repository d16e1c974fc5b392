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

    /// <summary>Files of a folder were left out, because no row of them can be read.</summary>
    RefusedFiles,

    /// <summary>A run succeeded, and even the newest of its prices is old.</summary>
    OldData,

    /// <summary>Two listings were linked as one asset, and their prices say that they are two.</summary>
    SuspectIdentity,

    /// <summary>Records have a path that they did not have before.</summary>
    FieldAdded,

    /// <summary>Records lack a path that they had before.</summary>
    FieldRemoved,

    /// <summary>Values at a path have another JSON type.</summary>
    FieldTypeChanged,

    /// <summary>Values at a path have another format.</summary>
    FieldFormatChanged,

    /// <summary>A path has another name.</summary>
    FieldRenamed,

    /// <summary>Another share of the records has a path, or null there.</summary>
    FieldPresenceShifted,

    /// <summary>Numbers at a path are of another scale.</summary>
    FieldScaleShifted,
}
