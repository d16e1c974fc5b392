using System.Data;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.RunChecks;

/// <summary>A row of <c>etl_runs</c> as runs are compared by it.</summary>
internal static class RunFactsRow
{
    public static async Task<List<RunFacts>> ReadAllAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var runs = new List<RunFacts>();
        while (await row.ReadAsync(ct))
            runs.Add(Read(row));
        return runs;
    }

    private static RunFacts Read(NpgsqlDataReader row)
    {
        var metadata = RunMetadataJson.Read(row.GetString("metadata"));
        return new RunFacts
        {
            RunId = row.GetGuid("run_id"),
            Source = row.GetString("source"),
            TriggeredBy = RunWords.Trigger(row.GetString("triggered_by")),
            Status = RunWords.Status(row.GetString("status")),
            StartedAt = row.GetTime("started_at"),
            EndedAt = row.TimeOrNull("ended_at"),
            DurationMs = row.LongOrNull("duration_ms"),
            Fetched = metadata.Fetched,
            Inserted = metadata.Inserted,
            DistinctAssets = metadata.DistinctAssets,
            PagesExpected = metadata.PagesExpected,
            PagesReceived = metadata.PagesReceived,
            FirstPageReceived = metadata.FirstPageReceived,
            FailureClass = metadata.FailureClass,
            RefusedFiles = metadata.RefusedFiles,
            ErrorMessage = row.TextOrNull("error_message"),
            Sequence = row.GetInt64("sequence"),
            FirstRawId = metadata.FirstRawId,
            LastRawId = metadata.LastRawId,
        };
    }
}
