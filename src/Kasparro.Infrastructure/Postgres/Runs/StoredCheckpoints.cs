using System.Data;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>Checkpoints, changed only within the transaction that records the run.</summary>
internal static class StoredCheckpoints
{
    /// <summary>The source's checkpoint; a new one before its first run.</summary>
    public static async Task<Checkpoint> ReadAsync(NpgsqlConnection connection, string source, CancellationToken ct)
    {
        await using var read = Sql.Command(connection, "read_checkpoint", ("source", source));
        await using var row = await read.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct)
            ? new Checkpoint(source)
            : new Checkpoint(source)
            {
                LastProcessedAt = row.TimeOrNull("last_processed_at"),
                LastSuccessRunId = row.GuidOrNull("last_success_run_id"),
                LastFailureAt = row.TimeOrNull("last_failure_at"),
                LastFailureError = row.TextOrNull("last_failure_error"),
                Status = RunWords.Status(row.GetString("status")),
                UpdatedAt = row.GetTime("updated_at"),
                Backfill = row.TextOrNull("backfill") is { } state ? RunMetadataJson.ReadState(state) : null,
            };
    }

    public static Task WriteAsync(NpgsqlConnection connection, Checkpoint checkpoint, CancellationToken ct) =>
        Sql.ExecuteAsync(
            connection,
            "write_checkpoint",
            ct,
            ("source", checkpoint.Source),
            ("last_processed_at", checkpoint.LastProcessedAt),
            ("last_success_run_id", checkpoint.LastSuccessRunId),
            ("last_failure_at", checkpoint.LastFailureAt),
            ("last_failure_error", checkpoint.LastFailureError),
            ("status", RunWords.Of(checkpoint.Status)),
            ("updated_at", checkpoint.UpdatedAt),
            ("backfill", checkpoint.Backfill is { } state ? RunMetadataJson.Write(state) : null)
        );
}
