namespace Kasparro.Infrastructure.Persistence;

/// <summary>What a host does with the database.</summary>
public enum DatabaseUse
{
    /// <summary>Runs and derivations: sessions, locks, transactions.</summary>
    Work,

    /// <summary>Short reads, many of them, and nothing else.</summary>
    Reads,
}
