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
        await using var create = Sql.Command(session, "create_staged_sightings");
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>After the raw rows: the sightings refer to their values.</summary>
    /// <param name="isFull">Whether earlier sightings have to be applied again.</param>
    /// <param name="upTo">The last statement whose raw rows are written.</param>
    public async Task ApplyAsync(bool isFull, long upTo, CancellationToken ct)
    {
        var staged = 0;
        if (isFull)
        {
            await using var stage = Sql.Command(session, "stage_sightings", ("source", source));
            staged = await stage.ExecuteNonQueryAsync(ct);
        }

        if (staged > 0)
            await ApplyStagedAsync(ct);

        await using var take = Sql.Command(session, "take_sighting_candidates", ("source", source), ("up_to", upTo));
        if (await take.ExecuteNonQueryAsync(ct) > 0)
            Returned = await ApplyStagedAsync(ct);
    }

    private async Task<long> ApplyStagedAsync(CancellationToken ct)
    {
        await using var apply = Sql.Command(session, "apply_sightings", ("source", source), ("now", now));
        var returned = await apply.ExecuteNonQueryAsync(ct);
        await using var truncate = Sql.Command(session, "truncate_staged_sightings");
        await truncate.ExecuteNonQueryAsync(ct);
        return returned;
    }
}
