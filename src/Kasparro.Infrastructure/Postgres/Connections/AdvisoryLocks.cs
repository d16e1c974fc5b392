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
    public const int Transformation = 0x4B41_0003;

    /// <summary>
    /// For adding or removing assets, in the moment before a commit: sources share that table and no other.
    /// </summary>
    public const int Assets = 0x4B41_0004;

    /// <summary>For judging the latest run of a source, and for storing what was found.</summary>
    public const int Findings = 0x4B41_0005;

    /// <summary>For changing what is known of a source's records.</summary>
    public const int Schemas = 0x4B41_0006;

    /// <summary>
    /// How sessions of the link step are called, before their process. It needs the locks of all sources, for a moment.
    /// </summary>
    public const string LinkSession = "kasparro-link ";

    /// <summary>
    /// How sessions that remove what is not kept any more are called, before their process. They have the locks of a
    /// source for as long as that takes.
    /// </summary>
    public const string RetentionSession = "kasparro-retention ";

    /// <summary>
    /// Takes a lock if it is free. Returns null where it did, else who has it; waits for a link step and for retention
    /// only.
    /// </summary>
    public static async Task<LockHolder?> LockAsync(
        NpgsqlConnection session,
        int kind,
        string name,
        CancellationToken ct
    )
    {
        while (!await TryTakeAsync(session, kind, name, ct))
            if (await FindHolderAsync(session, kind, name, ct) is { } holder)
                if (holder.IsOurs && EndsSoon(holder.Session.Name))
                    await WaitAsync(session, kind, name, ct);
                else
                    return holder;
        return null;
    }

    private static bool EndsSoon(string session) =>
        session.StartsWith(LinkSession, StringComparison.Ordinal)
        || session.StartsWith(RetentionSession, StringComparison.Ordinal);

    public static async Task<bool> TryTakeAsync(NpgsqlConnection session, int kind, string name, CancellationToken ct)
    {
        await using var command = Command(session, "try_lock", kind, name);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Waits for a lock, and has it until the transaction that is open ends.</summary>
    public static async Task TakeAsync(NpgsqlConnection connection, int kind, string name, CancellationToken ct)
    {
        await using var command = Command(connection, "take_lock", kind, name);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Waits until the lock is free, and leaves it free.</summary>
    private static async Task WaitAsync(NpgsqlConnection session, int kind, string name, CancellationToken ct)
    {
        await using var wait = Command(session, "wait_for_lock", kind, name);
        await wait.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Waits for the lock of the assets, which the end of the transaction frees.</summary>
    public static async Task TakeAssetsAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "lock_assets", ct, ("kind", Assets));
    }

    /// <summary>Null where the lock has just become free.</summary>
    private static async Task<LockHolder?> FindHolderAsync(
        NpgsqlConnection session,
        int kind,
        string name,
        CancellationToken ct
    )
    {
        await using var command = Command(session, "find_lock_holder", kind, name);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? LockHolder.Read(row) : null;
    }

    private static NpgsqlCommand Command(NpgsqlConnection session, string statement, int kind, string name) =>
        Sql.Command(session, statement, ("kind", kind), ("name", name));
}
