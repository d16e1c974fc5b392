using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using Kasparro.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace Kasparro.Application.Ingestion;

/// <summary>The same runs, with spans over their steps and the run on every log line.</summary>
public sealed class TracedRunStore(IRunStore runs, ILogger<TracedRunStore> log) : IRunStore
{
    public async Task<RunStart> BeginAsync(
        SourceDescription source,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        FetchWindow? window,
        CancellationToken ct
    )
    {
        var start = await runs.BeginAsync(source, triggeredBy, acceptsFewer, window, ct);
        switch (start)
        {
            case RunStart.Started(var run):
                EtlTrace.TagRun(source.Name, run.FetchContext.RunId);
                return new RunStart.Started(new TracedRun(run, source.Name, log));
            case RunStart.NotStarted({ RunId: { } runId, Failure: var failure }):
                EtlTrace.TagRun(source.Name, runId);
                EtlTrace.TagFailure(failure?.Sentence);
                return start;
            default:
                return start;
        }
    }

    private sealed class TracedRun(IIngestRun run, string source, ILogger log) : IIngestRun
    {
        public FetchContext FetchContext => run.FetchContext;

        public long Fetched => run.Fetched;

        public CancellationToken Limit => run.Limit;

        public async Task StageAsync(SourcePage page, CancellationToken ct)
        {
            using var scope = RunScope.Begin(log, source, FetchContext.RunId);
            using var staging = EtlTrace.Step("stage page");
            await run.StageAsync(page, ct);
        }

        public async Task<IngestResult> CommitAsync(CancellationToken ct)
        {
            using var scope = RunScope.Begin(log, source, FetchContext.RunId);
            using var committing = EtlTrace.Step("commit");
            return await run.CommitAsync(ct);
        }

        public async Task<IngestResult> FailAsync(Exception reason, CancellationToken ct)
        {
            using var scope = RunScope.Begin(log, source, FetchContext.RunId);
            var result = await run.FailAsync(reason, ct);
            if (result.Failure is { } failure)
                EtlTrace.TagFailure(failure.Sentence);
            return result;
        }

        public ValueTask DisposeAsync() => run.DisposeAsync();
    }
}
