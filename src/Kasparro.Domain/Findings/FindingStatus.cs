namespace Kasparro.Domain.Findings;

/// <summary>What is to be done about a finding.</summary>
public enum FindingStatus
{
    /// <summary>Its condition lasts, and no one has taken it as normal.</summary>
    Open,

    /// <summary>Its condition lasts, and a person has taken it as normal.</summary>
    Acknowledged,

    /// <summary>Its condition has ended.</summary>
    Cleared,
}
