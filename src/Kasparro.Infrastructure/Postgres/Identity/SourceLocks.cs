using System.Data;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>
/// The locks of all sources that have listings: nothing of them is transformed while one session has them.
/// </summary>
internal static class SourceLocks
{
    /// <returns>A source that another session has locked, and which; null where all locks are taken.</returns>
    public static async Task<(string Source, LockHolder Holder)?> TakeAllAsync(
        NpgsqlConnection session,
        CancellationToken ct
    )
    {
        foreach (var source in await SourcesAsync(session, ct))
            if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Transformation, source, ct) is { } holder)
                return (source, holder);
        return null;
    }

    private static async Task<List<string>> SourcesAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "sources_with_listings");
        await using var row = await read.ExecuteReaderAsync(ct);
        var sources = new List<string>();
        while (await row.ReadAsync(ct))
            sources.Add(row.GetString("source"));
        return sources;
    }
}
