namespace Kasparro.Application.Changes;

/// <summary>What happened to market data.</summary>
public enum ChangeType
{
    Inserted,
    Corrected,
    Withdrawn,

    /// <summary>All rows of an asset and a source belong to another asset now.</summary>
    Moved,
}
