using Kasparro.Application;
using Kasparro.Application.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Runs;

internal sealed class RunReader(KasparroDatabase database) : IRunReader
{
    public async Task<IReadOnlyList<RunSummary>> ListAsync(
        RunFilter filter,
        RunPosition? after,
        int limit,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        return await Summaries(
                Matching(db.Runs, filter, after)
                    .OrderByDescending(run => run.StartedAt)
                    .ThenByDescending(run => run.RunId)
                    .Take(limit)
            )
            .ToListAsync(ct);
    }

    public async Task<RunSummary?> FindAsync(Guid runId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await Summaries(db.Runs.Where(run => run.RunId == runId)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<RunSummary> Summaries(IQueryable<RunEntity> runs) =>
        runs.Select(run => new RunSummary(
            run.RunId,
            run.Source,
            run.Status,
            run.TriggeredBy,
            run.StartedAt,
            run.EndedAt,
            run.DurationMs,
            run.RecordsProcessed,
            run.ErrorMessage,
            new JsonText(run.Metadata)
        ));

    private static IQueryable<RunEntity> Matching(IQueryable<RunEntity> runs, RunFilter filter, RunPosition? after)
    {
        if (filter.Sources.Count > 0)
            runs = runs.Where(run => filter.Sources.Contains(run.Source));
        if (filter.Statuses.Count > 0)
            runs = runs.Where(run => filter.Statuses.Contains(run.Status));
        if (filter.Triggers.Count > 0)
            runs = runs.Where(run => filter.Triggers.Contains(run.TriggeredBy));
        if (filter.From is { } from)
            runs = runs.Where(run => run.StartedAt >= from);
        if (filter.To is { } to)
            runs = runs.Where(run => run.StartedAt <= to);
        if (after is null)
            return runs;

        return runs.Where(run =>
            EF.Functions.LessThan(
                ValueTuple.Create(run.StartedAt, run.RunId),
                ValueTuple.Create(after.StartedAt, after.RunId)
            )
        );
    }
}
