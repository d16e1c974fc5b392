namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>What a host does with the database.</summary>
public enum DatabaseUse
{
    /// <summary>Runs and transformations: sessions, locks, transactions.</summary>
    Work,

    /// <summary>Short reads, many of them, and nothing else.</summary>
    Reads,

    /// <summary>The same through a pooler that keeps no session: nothing is prepared, and nothing is set.</summary>
    ReadsWithoutSession,
}
