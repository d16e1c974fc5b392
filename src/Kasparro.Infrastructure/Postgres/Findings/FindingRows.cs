using System.Data;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Findings;

/// <summary>Findings as rows, within a transaction of the caller.</summary>
internal static class FindingRows
{
    /// <summary>Those of a source that are not cleared.</summary>
    public static async Task<List<Finding>> ReadStandingAsync(
        NpgsqlConnection connection,
        string source,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "standing_findings", ("source", source));
        return await ReadAsync(read, ct);
    }

    /// <summary>Null where there is none with this id.</summary>
    public static async Task<Finding?> FindAsync(NpgsqlConnection connection, long findingId, CancellationToken ct)
    {
        await using var find = Sql.Command(connection, "find_finding", ("finding_id", findingId));
        return (await ReadAsync(find, ct)).SingleOrDefault();
    }

    /// <summary>The finding with its id.</summary>
    public static async Task<Finding> InsertAsync(NpgsqlConnection connection, Finding finding, CancellationToken ct)
    {
        await using var insert = Sql.Command(
            connection,
            "insert_finding",
            ("source", finding.Source),
            ("type", FindingSchema.Word(finding.Type)),
            ("subject", finding.Subject),
            ("severity", FindingSchema.Word(finding.Severity)),
            ("opened_severity", FindingSchema.Word(finding.OpenedSeverity)),
            ("run_id", finding.RunId),
            ("last_run_id", finding.LastRunId),
            ("expected", finding.Expected),
            ("low", finding.Low),
            ("high", finding.High),
            ("current", finding.Current),
            ("power_of_ten", finding.PowerOfTen),
            ("message", finding.Message),
            ("evidence", finding.Evidence),
            ("opened_at", finding.OpenedAt),
            ("last_seen_at", finding.LastSeenAt)
        );
        return finding with { FindingId = (long)(await insert.ExecuteScalarAsync(ct))! };
    }

    public static Task UpdateAsync(NpgsqlConnection connection, Finding finding, CancellationToken ct) =>
        Sql.ExecuteAsync(
            connection,
            "update_finding",
            ct,
            ("finding_id", finding.FindingId),
            ("severity", FindingSchema.Word(finding.Severity)),
            ("last_run_id", finding.LastRunId),
            ("current", finding.Current),
            ("power_of_ten", finding.PowerOfTen),
            ("message", finding.Message),
            ("evidence", finding.Evidence),
            ("last_seen_at", finding.LastSeenAt),
            ("cleared_at", finding.ClearedAt),
            ("acknowledged_at", finding.AcknowledgedAt),
            ("acknowledged_by", finding.AcknowledgedBy),
            ("note", finding.Note)
        );

    private static async Task<List<Finding>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var findings = new List<Finding>();
        while (await row.ReadAsync(ct))
            findings.Add(Read(row));
        return findings;
    }

    private static Finding Read(NpgsqlDataReader row) =>
        new()
        {
            FindingId = row.GetInt64("finding_id"),
            Source = row.GetString("source"),
            Type = FindingSchema.Value<FindingType>(row.GetString("type")),
            Subject = row.GetString("subject"),
            Severity = FindingSchema.Value<Severity>(row.GetString("severity")),
            OpenedSeverity = FindingSchema.Value<Severity>(row.GetString("opened_severity")),
            RunId = row.GuidOrNull("run_id"),
            LastRunId = row.GuidOrNull("last_run_id"),
            Expected = row.DoubleOrNull("expected"),
            Low = row.DoubleOrNull("low"),
            High = row.DoubleOrNull("high"),
            Current = row.DoubleOrNull("current"),
            PowerOfTen = row.IntOrNull("power_of_ten"),
            Message = row.GetString("message"),
            Evidence = row.GetFieldValue<string[]>("evidence"),
            OpenedAt = row.GetTime("opened_at"),
            LastSeenAt = row.GetTime("last_seen_at"),
            ClearedAt = row.TimeOrNull("cleared_at"),
            AcknowledgedAt = row.TimeOrNull("acknowledged_at"),
            AcknowledgedBy = row.TextOrNull("acknowledged_by"),
            Note = row.TextOrNull("note"),
        };
}
