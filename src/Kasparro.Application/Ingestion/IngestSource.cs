using System.Diagnostics;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.Ingestion;

/// <summary>Fetches a source once and keeps what it sent, or records why it could not.</summary>
/// <param name="AcceptsFewer">Fewer records than usual are right: a person says so.</param>
public sealed record IngestSource(string Source, RunTrigger TriggeredBy, bool AcceptsFewer = false)
    : IRequest<IngestResult>
{
    /// <summary>
    /// What is left of the source's time limit, where an earlier run has used some; null for all of it.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The past that is fetched, as a part of a backfill; null for what the source has now.</summary>
    public FetchWindow? Window { get; init; }
}

internal sealed class IngestSourceHandler(IRunStore runs, SourceCatalog sources, IIngestProgress progress)
    : IRequestHandler<IngestSource, IngestResult>
{
    public async Task<IngestResult> Handle(IngestSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        var description = source.Description with { TimeLimit = command.TimeLimit ?? source.Description.TimeLimit };
        if (command.Window is not null)
            description = description with { Scope = null }; // a history has as many records as it has
        // lock, close dead runs, record as running
        return await runs.BeginAsync(description, command.TriggeredBy, command.AcceptsFewer, command.Window, ct) switch
        {
            RunStart.Started(var run) => await IngestAsync(source, description, run, ct),
            RunStart.Locked(var lockedBy) => IngestResult.Skipped(command.Source, lockedBy),
            RunStart.NotStarted(var result) => result,
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IngestResult> IngestAsync(
        ISource source,
        SourceDescription description,
        IIngestRun run,
        CancellationToken ct
    )
    {
        await using var locked = run;
        try
        {
            var (name, metrics) = (source.Description.Name, run.FetchContext.Metrics);
            metrics.OnRetry = (cause, pause) => progress.Waiting(name, cause, pause);
            await foreach (var page in source.FetchAsync(run.FetchContext, run.Limit))
            {
                await run.StageAsync(page, run.Limit); // temp table: no transaction while HTTP is slow
                progress.Staged(name, page.Number, metrics.PagesExpected, run.Fetched);
            }

            Incomplete.ThrowIfShort(description, run);
            return await run.CommitAsync(run.Limit); // rows, run and checkpoint, together
        }
        catch (Exception reason)
        {
            return await run.FailAsync(reason, ct); // in a transaction of its own; never cancelled
        }
    }
}
