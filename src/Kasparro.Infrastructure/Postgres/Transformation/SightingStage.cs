using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// Makes the known values current that a source said again last, within the transformation's transaction.
/// </summary>
internal sealed class SightingStage(NpgsqlConnection session, string source, DateTimeOffset now)
{
    /// <summary>Silver rows that got back an earlier value.</summary>
    public long Returned { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_staged_sightings", ct);
    }

    /// <summary>After the raw rows: the sightings refer to their values.</summary>
    /// <param name="resume">Which earlier sightings have to be applied again.</param>
    /// <param name="upTo">The last statement whose raw rows are written.</param>
    public async Task ApplyAsync(ResumePoint resume, long upTo, CancellationToken ct)
    {
        if (await StageEarlierAsync(resume, ct) > 0)
            await ApplyStagedAsync(ct);
        if (resume.Part is not null)
            return; // what was received again since then is decided by the next ordinary transformation

        await using var take = Sql.Command(session, "take_sighting_candidates", ("source", source), ("up_to", upTo));
        if (await take.ExecuteNonQueryAsync(ct) > 0)
            Returned = await ApplyStagedAsync(ct);
    }

    private async Task<int> StageEarlierAsync(ResumePoint resume, CancellationToken ct)
    {
        if (!resume.IsFull && resume.Part is null)
            return 0;
        var statement = resume.IsFull ? "stage_sightings" : "stage_selected_sightings";
        await using var stage = Sql.Command(session, statement, ("source", source));
        return await stage.ExecuteNonQueryAsync(ct);
    }

    private async Task<long> ApplyStagedAsync(CancellationToken ct)
    {
        await using var apply = Sql.Command(session, "apply_sightings", ("source", source), ("now", now));
        var returned = await apply.ExecuteNonQueryAsync(ct);
        await Sql.ExecuteAsync(session, "truncate_staged_sightings", ct);
        return returned;
    }
}
