using Kasparro.Application.Findings;
using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>Every source side by side: ingest, then transform. No source sees another's failure.</summary>
internal sealed partial class EtlPipeline(
    IMediator mediator,
    SourceCatalog sources,
    IReport report,
    RetrySettings retry,
    TimeProvider time,
    ILogger<EtlPipeline> log
)
{
    public IReadOnlyCollection<string> Sources => sources.Names;

    public async Task<IReadOnlyList<SourceOutcome>> RunAsync(
        IReadOnlyCollection<string> names,
        bool ingest,
        bool transform,
        bool full,
        BronzePart? part,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        CancellationToken ct
    ) =>
        await report.WatchAsync(
            names,
            () =>
                Task.WhenAll(
                    names.Select(name =>
                        Task.Run(
                            () =>
                                RunAsync(
                                    name,
                                    ingest
                                        ? () => IngestAsync(new IngestSource(name, triggeredBy, acceptsFewer), ct)
                                        : null,
                                    transform ? new TransformSource(name, full, part) : null,
                                    isJudged: true,
                                    ct
                                ),
                            CancellationToken.None
                        )
                    )
                )
        );

    /// <summary>
    /// The past of some coins. What it brings is not judged: it says nothing about how the source is doing.
    /// </summary>
    public async Task<SourceOutcome> BackfillAsync(BackfillPlan.Ready plan, bool transform, CancellationToken ct) =>
        (
            await report.WatchAsync(
                [plan.Source],
                async () =>
                    [
                        await RunAsync(
                            plan.Source,
                            () => mediator.Send(new BackfillSource(plan), ct),
                            transform ? new TransformSource(plan.Source) : null,
                            isJudged: false,
                            ct
                        ),
                    ]
            )
        )[0];

    /// <summary>After all sources: which listings are one asset depends on all of them.</summary>
    /// <returns>Why nothing was linked; null where it was, or where the next link does it.</returns>
    public async Task<string?> LinkAsync(CancellationToken ct)
    {
        try
        {
            var result = await mediator.Send(new LinkAssets(), ct);
            if (result.Failure is { } failure)
                return failure.ToString();
            report.Linked(result);
            return null;
        }
        catch (Exception reason) when (!ct.IsCancellationRequested)
        {
            return Describe("link", reason);
        }
    }

    private async Task<SourceOutcome> RunAsync(
        string source,
        Func<Task<IngestResult>>? ingest,
        TransformSource? transform,
        bool isJudged,
        CancellationToken ct
    )
    {
        using var span = EtlTrace.Source(source);
        var outcome = new SourceOutcome(source);
        try
        {
            if (ingest is not null)
                outcome = outcome with { Ingest = await ingest() };
            // Also after a failed ingestion: earlier raw records may not be transformed yet.
            if (transform is not null)
                outcome = outcome with { Transform = await mediator.Send(transform, ct) };
            // What is old leaves after what is new is there.
            if (outcome.Transform is { Failure: null })
                outcome = outcome with { Retention = await mediator.Send(new ApplyRetention(source), ct) };
            // A busy source is judged by the run that is busy.
            if (isJudged && outcome.Ingest?.Outcome != IngestOutcome.Skipped)
                outcome = outcome with { Findings = await mediator.Send(new RecordFindings(source), ct) };
        }
        catch (Exception reason)
        {
            // The edge: an exception that no step handled ends this source and no other.
            outcome = outcome with
            {
                UnexpectedFailure = ct.IsCancellationRequested ? "It was cancelled." : Describe(source, reason),
            };
        }

        if (outcome.Failed)
            EtlTrace.TagFailure(outcome.Remark);
        report.Ended(outcome);
        return outcome;
    }

    /// <summary>
    /// A source that was slow, busy or away is tried once more, as a run of its own, within the time that the source
    /// has: the next scheduled run may be hours away.
    /// </summary>
    private async Task<IngestResult> IngestAsync(IngestSource command, CancellationToken ct)
    {
        var first = await mediator.Send(command, ct);
        var left = sources[command.Source].Description.TimeLimit - first.Duration - retry.Pause;
        if (first.Failure is not { Class: FailureClass.Transient } failure || !retry.IsOn || left <= TimeSpan.Zero)
            return first;

        report.Retrying(command.Source, failure, retry.Pause);
        await Task.Delay(retry.Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested)
            return first;
        return await mediator.Send(command with { TriggeredBy = RunTrigger.Retry, TimeLimit = left }, ct);
    }

    private string Describe(string source, Exception reason)
    {
        if (DatabaseFailure.From(reason) is { } database)
        {
            LogDatabaseFailed(log, source, database.Sentence, database.NextStep);
            return database.ToString();
        }

        LogFailedUnexpectedly(log, reason, source);
        return reason.Message;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: {Sentence} {NextStep}")]
    private static partial void LogDatabaseFailed(ILogger log, string source, string sentence, string nextStep);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source} failed unexpectedly")]
    private static partial void LogFailedUnexpectedly(ILogger log, Exception reason, string source);
}
