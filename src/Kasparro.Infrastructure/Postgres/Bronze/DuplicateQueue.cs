using System.Data;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>
/// The known payloads that a run received again. Nearly always they say what is current and nothing is stored; those
/// that could be the last word about an instant wait for the next transformation.
/// </summary>
internal sealed class DuplicateQueue(NpgsqlConnection session, BronzeTable table, Guid runId, long firstId, long rows)
{
    /// <summary>Within the caller's transaction, after the new rows.</summary>
    public async Task QueueAsync(bool hasNewRows, CancellationToken ct)
    {
        var (allWait, hasRevisions) = await FindScopeAsync(ct);
        // A known payload that follows a new one may be a later statement about the same instant.
        if (allWait || hasNewRows)
            await QueueAsync(
                "queue_duplicates",
                ct,
                ("source", table.Source),
                ("run_id", runId),
                ("first_id", firstId),
                ("all", allWait)
            );
        if (!allWait && hasRevisions)
            await QueueAsync(
                "queue_returned_payloads",
                ct,
                ("source", table.Source),
                ("run_id", runId),
                ("first_id", firstId)
            );
    }

    private async Task<(bool AllWait, bool HasRevisions)> FindScopeAsync(CancellationToken ct)
    {
        await using var find = Sql.Command(
            session,
            "find_duplicates_scope",
            table,
            ("source", table.Source),
            ("first_id", firstId),
            ("rows", rows)
        );
        await using var reader = await find.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetBoolean("all_wait"), reader.GetBoolean("has_revisions"));
    }

    private async Task QueueAsync(string statement, CancellationToken ct, params SqlValue[] values)
    {
        await using var queue = Sql.Command(session, statement, table, values);
        await queue.ExecuteNonQueryAsync(ct);
    }
}
