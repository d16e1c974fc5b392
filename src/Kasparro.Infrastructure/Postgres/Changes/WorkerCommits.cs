using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Changes;

/// <summary>
/// On a Citus cluster a commit is seen on the coordinator before the workers have it, each at its own time. Who went on
/// behind it by then would never be given its rows.
/// </summary>
internal static class WorkerCommits
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Waits until every commit that was read before is on all machines; on one machine, it is. A worker that cannot be
    /// asked is waited for.
    /// </summary>
    public static async Task WaitAsync(NpgsqlConnection connection, TimeProvider time, CancellationToken ct)
    {
        if (!await Sql.IsTrueAsync(connection, "has_citus", ct))
            return;
        while (await Sql.IsTrueAsync(connection, "workers_lack_commits", ct))
            await Task.Delay(s_pause, time, ct);
    }
}
