namespace Kasparro.Domain.Drift;

/// <summary>What is done about a change of records. Bronze takes them in any case.</summary>
public enum DriftPolicy
{
    /// <summary>It is listed.</summary>
    Record,

    /// <summary>It is a finding; records are transformed as ever.</summary>
    Warn,

    /// <summary>Records that were received with it are transform failures until it is accepted.</summary>
    Quarantine,

    /// <summary>
    /// Market data of the source stays as it was before, until it is over or accepted; what was received with it is
    /// then quarantined, or transformed.
    /// </summary>
    Pause,
}
