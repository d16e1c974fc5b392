using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Where the transformation of a source resumes: read from its output, so there is no state to lose.</summary>
/// <param name="After">The highest raw id that has an outcome; 0 for none.</param>
/// <param name="HasCleared">Whether Silver of the source, or the part of it, was emptied for it.</param>
internal sealed record ResumePoint(long After, bool HasCleared = false)
{
    /// <summary>Whether Silver of the source is built from nothing.</summary>
    public bool IsFull => After == 0 && Part is null;

    /// <summary>The raw rows to transform again, ascending; null for all after <see cref="After"/>.</summary>
    public IReadOnlyList<long>? Part { get; init; }

    /// <summary>Rows of market data and failures that were deleted for it; of a part only.</summary>
    public (long Rows, long Failures) Cleared { get; init; }

    /// <summary>Empties a part of the source's Silver.</summary>
    /// <exception cref="PartRefusedException">All of it has to be transformed again.</exception>
    public static async Task<ResumePoint> FindPartAsync(
        NpgsqlConnection session,
        SourceDescription source,
        BronzePart part,
        CancellationToken ct
    )
    {
        var version = await ScalarAsync(session, "transform_version", source.Name, ct) as string;
        if (version is not null && version != source.TransformVersion)
            throw new PartRefusedException(
                source.Name,
                $"its mapping is {source.TransformVersion} now, and its Silver is of {version}"
            );
        if (await ScalarAsync(session, "find_pending_rebuild", source.Name, ct) is string lost)
            throw new PartRefusedException(source.Name, lost);

        var after = (long)(await ScalarAsync(session, "resume_after", source.Name, ct))!;
        var rows = await RawRowSelection.FindAsync(session, source.Name, part, after, ct);
        await BeginClearingAsync(session, ct);
        var cleared = (long)(await ScalarAsync(session, "clear_selected_market_data", source.Name, ct))!;
        await ScalarAsync(session, "clear_selected_revisions", source.Name, ct);
        var failures = (long)(await ScalarAsync(session, "clear_selected_failures", source.Name, ct))!;
        return new ResumePoint(after, HasCleared: rows.Count > 0) { Part = rows, Cleared = (cleared, failures) };
    }

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
        await BeginClearingAsync(session, ct);
        await Rebuild.BeginAsync(session, ct);
        foreach (var statement in (string[])["clear_failures", "clear_listing_labels", "delete_pending_rebuild"])
            await ScalarAsync(session, statement, source, ct);
    }

    private static async Task BeginClearingAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using (var begin = Sql.Command(session, "begin_clearing"))
            await begin.ExecuteNonQueryAsync(ct);
        await Sql.ExecuteAsync(session, "create_cleared_market_data", ct);
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
