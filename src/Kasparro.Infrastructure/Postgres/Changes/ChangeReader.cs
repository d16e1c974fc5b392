using System.Data;
using Kasparro.Application.Changes;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Changes;

internal sealed class ChangeReader(KasparroDatabase database, TimeProvider time) : IChangeReader
{
    private const int CommitsAtOnce = 20;

    public async Task<ChangePage> ReadAsync(ChangePosition after, int limit, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        var (changes, position) = (new List<Change>(limit), after);
        while (true)
        {
            var commits = await CommitsFromAsync(connection, position.CommitId, ct);
            await WorkerCommits.WaitAsync(connection, time, ct);
            foreach (var commit in commits)
            {
                if (commit.Id > position.CommitId)
                    position = new ChangePosition(commit.Id, ChangePosition.Rows, commit.Start);
                position = commit.Move is { } move
                    ? await new MoveReader(connection, move).ReadAsync(commit, position, changes, limit, ct)
                    : await ReadRowsAsync(connection, commit, position, changes, limit, ct);
                position = await ReadWithdrawalsAsync(connection, position, changes, limit, ct);
                if (changes.Count == limit)
                    return new ChangePage(changes, position, HasMore: true);
            }

            if (commits.Count < CommitsAtOnce)
                return new ChangePage(changes, position, HasMore: false);
        }
    }

    public async Task<ChangePosition> EndAsync(CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var latest = Sql.Command(connection, "latest_commit");
        if (await latest.ExecuteScalarAsync(ct) is not long id)
            return ChangePosition.Beginning;
        // A copy that is made after this answer has it.
        await WorkerCommits.WaitAsync(connection, time, ct);
        return ChangePosition.EndOf(id);
    }

    private static async Task<List<SilverCommit>> CommitsFromAsync(
        NpgsqlConnection connection,
        long commitId,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(
            connection,
            "commits_from",
            ("commit_id", commitId),
            ("limit", (long)CommitsAtOnce)
        );
        await using var row = await read.ExecuteReaderAsync(ct);
        var commits = new List<SilverCommit>();
        while (await row.ReadAsync(ct))
            commits.Add(
                new SilverCommit(
                    row.GetInt64("commit_id"),
                    row.GetString("source"),
                    row.GetInt64("from_statement"),
                    row.GetInt64("to_statement"),
                    row.GetBoolean("comes_again"),
                    row.IsDBNull("moved_to") ? null : new RowMove(row.GetGuid("moved_from"), row.GetGuid("moved_to"))
                )
            );
        return commits;
    }

    /// <returns>The position of the last row, or the first withdrawal where there is no other row.</returns>
    private static async Task<ChangePosition> ReadRowsAsync(
        NpgsqlConnection connection,
        SilverCommit commit,
        ChangePosition position,
        List<Change> changes,
        int limit,
        CancellationToken ct
    )
    {
        if (position.Part != ChangePosition.Rows)
            return position;

        var wanted = limit - changes.Count;
        if (!commit.ComesAgain && wanted > 0)
        {
            await using var read = Sql.Command(
                connection,
                "changes_of_commit",
                ("source", commit.Source),
                ("after", position.Position),
                ("to", commit.ToStatement),
                ("limit", (long)wanted)
            );
            await using var row = await read.ExecuteReaderAsync(ct);
            var columns = new MarketDataColumns(row);
            for (; await row.ReadAsync(ct); wanted--)
            {
                var data = columns.Row();
                var type = row.GetBoolean("is_corrected") ? ChangeType.Corrected : ChangeType.Inserted;
                changes.Add(new Change(type, data.AssetId, data.Source, data.LastUpdated, data));
                position = position with { Position = row.GetInt64("statement_id") };
            }
        }

        return wanted > 0 ? new ChangePosition(commit.Id, ChangePosition.Withdrawals, 0) : position;
    }

    private static async Task<ChangePosition> ReadWithdrawalsAsync(
        NpgsqlConnection connection,
        ChangePosition position,
        List<Change> changes,
        int limit,
        CancellationToken ct
    )
    {
        var wanted = limit - changes.Count;
        if (position.Part == ChangePosition.Rows || wanted == 0)
            return position;

        await using var read = Sql.Command(
            connection,
            "withdrawals_of_commit",
            ("commit_id", position.CommitId),
            ("after", position.Position),
            ("limit", (long)wanted)
        );
        await using var row = await read.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            changes.Add(
                new Change(
                    ChangeType.Withdrawn,
                    row.GetGuid("asset_id"),
                    row.GetString("source"),
                    row.GetFieldValue<DateTimeOffset>("last_updated"),
                    Row: null
                )
            );
            position = position with { Position = row.GetInt64("ordinal") };
        }

        return position;
    }
}
