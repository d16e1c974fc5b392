using System.Diagnostics;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.Ingestion;

/// <summary>Fetches a source once and keeps what it sent, or records why it could not.</summary>
public sealed record IngestSource(string Source, RunTrigger TriggeredBy) : IRequest<IngestResult>;

internal sealed class IngestSourceHandler(IRunStore runs, SourceCatalog sources, IIngestProgress progress)
    : IRequestHandler<IngestSource, IngestResult>
{
    public async Task<IngestResult> Handle(IngestSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        // lock, close dead runs, record as running
        return await runs.BeginAsync(source.Description, command.TriggeredBy, ct) switch
        {
            RunStart.Started(var run) => await IngestAsync(source, run, ct),
            RunStart.Locked(var lockedBy) => IngestResult.Skipped(command.Source, lockedBy),
            RunStart.NotStarted(var result) => result,
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IngestResult> IngestAsync(ISource source, IIngestRun run, CancellationToken ct)
    {
        await using var locked = run;
        try
        {
            await foreach (var page in source.FetchAsync(run.FetchContext, run.Limit))
            {
                await run.StageAsync(page, run.Limit); // temp table: no transaction while HTTP is slow
                progress.Staged(source.Description.Name, page.Number, run.Fetched);
            }

            return await run.CommitAsync(run.Limit); // rows, run and checkpoint, together
        }
        catch (Exception reason)
        {
            return await run.FailAsync(reason, ct); // in a transaction of its own; never cancelled
        }
    }
}
