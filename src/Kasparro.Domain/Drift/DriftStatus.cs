namespace Kasparro.Domain.Drift;

/// <summary>What became of a change.</summary>
public enum DriftStatus
{
    /// <summary>Records have it.</summary>
    Open,

    /// <summary>A person took it as it is.</summary>
    Accepted,

    /// <summary>Records are as they were before; or it does no harm, and is known.</summary>
    Ended,
}
