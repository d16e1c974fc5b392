using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Where the transformation of a source resumes: read from its output, so there is no state to lose.</summary>
/// <param name="After">The highest raw id that has an outcome; 0 for none.</param>
/// <param name="HasCleared">Whether Silver of the source was emptied for it.</param>
internal sealed record ResumePoint(long After, bool HasCleared = false)
{
    /// <summary>Whether Silver of the source is built from nothing.</summary>
    public bool IsFull => After == 0;

    /// <summary>Empties the source's Silver where it has to be built from the beginning.</summary>
    public static async Task<ResumePoint> FindAsync(
        NpgsqlConnection session,
        SourceDescription source,
        bool full,
        ILogger log,
        CancellationToken ct
    )
    {
        var after = (long)(await ScalarAsync(session, "resume_after", source.Name, ct))!;
        var version = await ScalarAsync(session, "transform_version", source.Name, ct) as string;
        var lost = await ScalarAsync(session, "find_pending_rebuild", source.Name, ct) as string;
        if (lost is not null)
            TransformationLog.Heals(log, source.Name, lost);
        else if (after == 0 || (!full && version == source.TransformVersion))
            return new ResumePoint(after);
        else
            TransformationLog.StartsOver(log, source.Name, version ?? "an unknown version", source.TransformVersion);

        await ClearAsync(session, source.Name, ct);
        return new ResumePoint(0, HasCleared: true);
    }

    private static async Task ClearAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        await using (var begin = Sql.Command(session, "begin_clearing"))
            await begin.ExecuteNonQueryAsync(ct);
        await using (var create = Sql.Command(session, "create_cleared_market_data"))
            await create.ExecuteNonQueryAsync(ct);
        foreach (
            var statement in (string[])
                [
                    "clear_market_data",
                    "clear_revisions",
                    "clear_failures",
                    "clear_asset_sources",
                    "delete_pending_rebuild",
                ]
        )
            await ScalarAsync(session, statement, source, ct);
    }

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection session,
        string statement,
        string source,
        CancellationToken ct
    )
    {
        await using var command = Sql.Command(session, statement, ("source", source));
        return await command.ExecuteScalarAsync(ct);
    }
}
