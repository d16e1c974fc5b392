using System.Data;
using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Drift;

/// <summary>Changes of sources' records as rows.</summary>
internal static class DriftRows
{
    /// <summary>Those of a source that are open.</summary>
    public static async Task<List<SchemaDrift>> ReadOpenAsync(
        NpgsqlConnection connection,
        string source,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "open_drifts", ("source", source));
        return await ReadAsync(read, ct);
    }

    /// <summary>Those for which rows of a source do not become market data.</summary>
    public static async Task<List<SchemaDrift>> ReadHoldingAsync(
        NpgsqlConnection connection,
        string source,
        string transformVersion,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(
            connection,
            "holding_drifts",
            ("source", source),
            ("transform_version", transformVersion)
        );
        return await ReadAsync(read, ct);
    }

    /// <summary>Null where there is none with this id.</summary>
    public static async Task<SchemaDrift?> FindAsync(NpgsqlConnection connection, long driftId, CancellationToken ct)
    {
        await using var find = Sql.Command(connection, "find_drift", ("drift_id", driftId));
        return (await ReadAsync(find, ct)).SingleOrDefault();
    }

    public static Task InsertAsync(NpgsqlConnection connection, SchemaDrift drift, CancellationToken ct) =>
        Sql.ExecuteAsync(
            connection,
            "insert_drift",
            ct,
            ("source", drift.Source),
            ("path", drift.Path),
            ("kind", FindingSchema.Word(drift.Kind)),
            ("before", drift.From),
            ("after", drift.To),
            ("severity", FindingSchema.Word(drift.Severity)),
            ("policy", FindingSchema.Word(drift.Policy)),
            ("confidence", drift.Confidence),
            ("transform_version", drift.TransformVersion),
            ("first_run_id", drift.FirstRunId),
            ("last_run_id", drift.LastRunId),
            ("runs_seen", drift.RunsSeen),
            ("first_raw_id", drift.FirstRawId),
            ("last_raw_id", drift.LastRawId),
            ("opened_at", drift.OpenedAt),
            ("last_seen_at", drift.LastSeenAt)
        );

    public static Task UpdateAsync(NpgsqlConnection connection, SchemaDrift drift, CancellationToken ct) =>
        Sql.ExecuteAsync(
            connection,
            "update_drift",
            ct,
            ("drift_id", drift.DriftId),
            ("last_run_id", drift.LastRunId),
            ("runs_seen", drift.RunsSeen),
            ("last_raw_id", drift.LastRawId),
            ("last_seen_at", drift.LastSeenAt),
            ("ended_at", drift.EndedAt),
            ("accepted_at", drift.AcceptedAt),
            ("accepted_by", drift.AcceptedBy)
        );

    private static async Task<List<SchemaDrift>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var drifts = new List<SchemaDrift>();
        while (await row.ReadAsync(ct))
            drifts.Add(Read(row));
        return drifts;
    }

    private static SchemaDrift Read(NpgsqlDataReader row) =>
        new()
        {
            DriftId = row.GetInt64("drift_id"),
            Source = row.GetString("source"),
            Path = row.GetString("path"),
            Kind = FindingSchema.Value<DriftKind>(row.GetString("kind")),
            From = row.GetString("before"),
            To = row.GetString("after"),
            Severity = FindingSchema.Value<Severity>(row.GetString("severity")),
            Policy = FindingSchema.Value<DriftPolicy>(row.GetString("policy")),
            Confidence = row.GetDouble("confidence"),
            TransformVersion = row.GetString("transform_version"),
            FirstRunId = row.GetGuid("first_run_id"),
            LastRunId = row.GetGuid("last_run_id"),
            RunsSeen = row.GetInt32("runs_seen"),
            FirstRawId = row.LongOrNull("first_raw_id"),
            LastRawId = row.LongOrNull("last_raw_id"),
            OpenedAt = row.GetTime("opened_at"),
            LastSeenAt = row.GetTime("last_seen_at"),
            EndedAt = row.TimeOrNull("ended_at"),
            AcceptedAt = row.TimeOrNull("accepted_at"),
            AcceptedBy = row.TextOrNull("accepted_by"),
        };
}
