using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// PostgreSQL's advisory locks: taken by a session, freed by the server the moment that session ends, however it ends.
/// </summary>
internal static class AdvisoryLocks
{
    public const int Migration = 0x4B41_0001;
    public const int Ingestion = 0x4B41_0002;
    public const int SourceTransformation = 0x4B41_0003;

    /// <summary>
    /// Held by whoever adds or removes assets, for the moment before a commit: sources share that table and no other.
    /// </summary>
    public const int Assets = 0x4B41_0004;

    public static async Task<bool> TryTakeAsync(NpgsqlConnection session, int kind, string name, CancellationToken ct)
    {
        await using var command = Command(session, "try_lock", kind, name);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Who holds a lock: program, address, since when. Null where it has just become free.</summary>
    public static async Task<string?> LockedByAsync(
        NpgsqlConnection session,
        int kind,
        string name,
        CancellationToken ct
    )
    {
        await using var command = Command(session, "lock_holder", kind, name);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private static NpgsqlCommand Command(NpgsqlConnection session, string statement, int kind, string name) =>
        Sql.Command(session, statement, ("kind", kind), ("name", name));
}
