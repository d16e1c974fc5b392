using Kasparro.Application;
using Kasparro.Application.Paging;
using Kasparro.Application.Runs;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Runs;

internal sealed class RunReader(KasparroDatabase database) : IRunReader
{
    public async Task<Page<RunSummary>> ListAsync(RunFilter filter, PageRequest<RunPosition> page, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var runs = await Summaries(
                Matching(After(db, page.After), filter).OrderByDescending(run => run.Sequence).Take(page.ItemsToRead)
            )
            .ToListAsync(ct);
        return page.PageOf(runs);
    }

    public async Task<RunSummary?> FindAsync(Guid runId, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await Summaries(db.Runs.Where(run => run.RunId == runId)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<RunSummary> Summaries(IQueryable<EtlRun> runs) =>
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
            // The column as it is: also what a newer version wrote into it.
            new JsonText((string)(object)run.Metadata)
        ));

    private static IQueryable<EtlRun> After(KasparroDbContext db, RunPosition? after) =>
        after is null
            ? db.Runs
            : db.Runs.Where(run =>
                run.Sequence < db.Runs.Where(last => last.RunId == after.RunId).Max(last => last.Sequence)
            );

    private static IQueryable<EtlRun> Matching(IQueryable<EtlRun> runs, RunFilter filter)
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
        return runs;
    }
}
