using System.Data;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>A run as it is recorded.</summary>
internal sealed record StoredRun(
    Guid RunId,
    string Source,
    RunTrigger TriggeredBy,
    RunStatus Status,
    DateTimeOffset StartedAt,
    long RecordsProcessed,
    RunMetadata Metadata
)
{
    /// <summary>Where it is running: the run, to end it.</summary>
    public EtlRun ToRunning() => EtlRun.Start(RunId, Source, TriggeredBy, StartedAt, Metadata);

    /// <summary>Null where it was never recorded.</summary>
    public static async Task<StoredRun?> FindAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var find = Sql.Command(connection, "find_stored_run", ("run_id", runId));
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    public static async Task<List<StoredRun>> ReadRunningAsync(
        NpgsqlConnection connection,
        string source,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "running_runs", ("source", source));
        await using var row = await read.ExecuteReaderAsync(ct);
        var runs = new List<StoredRun>();
        while (await row.ReadAsync(ct))
            runs.Add(Read(row));
        return runs;
    }

    /// <summary>How the latest runs of a source ended, the last recorded first.</summary>
    public static async Task<List<(RunStatus Status, RunMetadata Metadata)>> ReadEndedAsync(
        NpgsqlConnection connection,
        string source,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "ended_runs", ("source", source));
        await using var row = await read.ExecuteReaderAsync(ct);
        var runs = new List<(RunStatus, RunMetadata)>();
        while (await row.ReadAsync(ct))
            runs.Add((RunWords.Status(row.GetString("status")), RunMetadataJson.Read(row.GetString("metadata"))));
        return runs;
    }

    public static Task InsertAsync(NpgsqlConnection connection, EtlRun run, CancellationToken ct) =>
        Sql.ExecuteAsync(
            connection,
            "insert_run",
            ct,
            ("run_id", run.RunId),
            ("source", run.Source),
            ("triggered_by", RunWords.Of(run.TriggeredBy)),
            ("started_at", run.StartedAt),
            ("metadata", RunMetadataJson.Write(run.Metadata))
        );

    /// <exception cref="RunEndedException">Another process has ended it.</exception>
    public static async Task EndAsync(NpgsqlConnection connection, EtlRun run, CancellationToken ct)
    {
        var changed = await Sql.ExecuteAsync(
            connection,
            "end_run",
            ct,
            ("run_id", run.RunId),
            ("status", RunWords.Of(run.Status)),
            ("ended_at", run.EndedAt),
            ("duration_ms", run.DurationMs),
            ("records_processed", run.RecordsProcessed),
            ("error_message", run.ErrorMessage),
            ("metadata", RunMetadataJson.Write(run.Metadata))
        );
        if (changed == 0)
            throw new RunEndedException(run.RunId);
    }

    private static StoredRun Read(NpgsqlDataReader row) =>
        new(
            row.GetGuid("run_id"),
            row.GetString("source"),
            RunWords.Trigger(row.GetString("triggered_by")),
            RunWords.Status(row.GetString("status")),
            row.GetTime("started_at"),
            row.GetInt64("records_processed"),
            RunMetadataJson.Read(row.GetString("metadata"))
        );
}
