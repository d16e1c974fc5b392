using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using Kasparro.Domain.Runs;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Kasparro.Application.Ingestion;

/// <summary>Fetches a source once and keeps what it sent, or records why it could not.</summary>
public sealed record IngestSource(string Source, RunTrigger TriggeredBy) : IRequest<IngestResult>;

internal sealed class IngestSourceHandler(
    IRunStore runs,
    SourceCatalog sources,
    IIngestProgress progress,
    ILogger<IngestSourceHandler> log
) : IRequestHandler<IngestSource, IngestResult>
{
    public async Task<IngestResult> Handle(IngestSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        // lock, close dead runs, mark running
        await using var run = await runs.BeginAsync(source.Description, command.TriggeredBy, ct);
        if (run.LockedBy is { } holder)
            return IngestResult.Skipped(command.Source, holder);
        using var scope = RunScope.Begin(log, command.Source, run.FetchContext.RunId);
        EtlTrace.TagRun(command.Source, run.FetchContext.RunId);

        try
        {
            using var limit = run.LimitTime(ct);
            await foreach (var page in EtlTrace.Fetching(source.FetchAsync(run.FetchContext, limit.Token), limit.Token))
            {
                using var staging = EtlTrace.Step("stage page");
                await run.StageAsync(page, limit.Token); // temp table: no transaction while HTTP is slow
                progress.Staged(command.Source, page.Number, run.Fetched);
            }

            using var committing = EtlTrace.Step("commit");
            return await run.CommitAsync(ct); // rows, run and checkpoint, together
        }
        catch (Exception reason)
        {
            var ended = await run.FailAsync(reason); // in a transaction of its own; never cancelled
            if (ended.Failure is { } failure)
                EtlTrace.TagFailure(failure.Sentence);
            return ended;
        }
    }
}
