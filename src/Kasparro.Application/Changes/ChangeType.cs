namespace Kasparro.Application.Changes;

/// <summary>What happened to a row of market data.</summary>
public enum ChangeType
{
    Inserted,
    Corrected,
    Withdrawn,
}
