using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>What a transformation records of itself, in its own transaction and under the lock of the assets.</summary>
internal sealed class TransformationRecord(NpgsqlConnection session, SourceDescription source, ResumePoint resume)
{
    /// <summary>Counts, and which statements were written for readers that follow the changes.</summary>
    /// <param name="changedRows">Rows of market data that are new or changed.</param>
    /// <param name="upTo">The last statement that was looked at.</param>
    public async Task WriteAsync(TransformationCounts counts, long changedRows, long upTo, CancellationToken ct)
    {
        await Sql.ExecuteAsync(
            session,
            "record_transformation",
            ct,
            ("source", source.Name),
            ("version", source.TransformVersion),
            ("transformed_at", counts.StartedAt),
            ("is_full", resume.IsFull),
            ("new_rows", counts.NewRows - resume.Cleared.Rows),
            ("new_failures", counts.NewFailures - resume.Cleared.Failures),
            ("transformed_rows", counts.TransformedRows),
            ("not_applicable", counts.NotApplicable),
            ("expired", counts.Expired),
            ("last_not_applicable_id", counts.LastIdWithoutRow),
            ("newest_data_at", counts.NewestDataAt)
        );
        if (changedRows > 0 || resume.HasCleared)
            await RecordCommitAsync(counts.StartedAt, upTo, ct);
        await Sql.ExecuteAsync(session, "notify_commit", ct);
    }

    private async Task RecordCommitAsync(DateTimeOffset at, long upTo, CancellationToken ct)
    {
        await using var record = Sql.Command(
            session,
            "record_silver_commit",
            ("source", source.Name),
            ("is_full", resume.IsFull || resume.Part is not null),
            ("up_to", upTo),
            ("committed_at", at)
        );
        var commitId = (long)(await record.ExecuteScalarAsync(ct))!;
        if (!resume.HasCleared)
            return;
        await Sql.ExecuteAsync(session, "record_withdrawals", ct, ("commit_id", commitId), ("source", source.Name));
    }
}

/// <summary>What a transformation did, counted.</summary>
/// <param name="TransformedRows">Raw rows and sightings that gave market data.</param>
/// <param name="NotApplicable">Raw rows that were never meant to give any.</param>
/// <param name="Expired">Raw rows about an instant from before the limit of what is kept.</param>
/// <param name="LastIdWithoutRow">The last raw row of both kinds; 0 for none.</param>
internal readonly record struct TransformationCounts(
    DateTimeOffset StartedAt,
    long NewRows,
    long NewFailures,
    long TransformedRows,
    long NotApplicable,
    long Expired,
    long LastIdWithoutRow,
    DateTimeOffset? NewestDataAt
);
