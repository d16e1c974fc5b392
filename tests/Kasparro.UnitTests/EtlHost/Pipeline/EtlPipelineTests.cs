using Kasparro.Application.Findings;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.EtlHost.Pipeline;

public sealed class EtlPipelineTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_source_that_is_tried_once_more_has_the_time_that_is_left()
    {
        var mediator = await RunAsync(FailureClass.Transient, TimeSpan.FromMinutes(4));

        Assert.That(
            mediator.Sent.OfType<IngestSource>().Select(run => (run.TriggeredBy, run.TimeLimit)),
            Is.EqualTo(
                new[] { (RunTrigger.Cron, (TimeSpan?)null), (RunTrigger.Retry, TimeSpan.FromMinutes(10 - 4 - 1)) }
            )
        );
    }

    [TestCase(FailureClass.Transient, 9)]
    [TestCase(FailureClass.Data, 1)]
    [TestCase(FailureClass.Config, 1)]
    public async Task Without_time_left_or_hope_it_is_not_tried_again(FailureClass failureClass, int minutes)
    {
        var mediator = await RunAsync(failureClass, TimeSpan.FromMinutes(minutes));

        Assert.That(mediator.Sent.OfType<IngestSource>().ToList(), Has.Count.EqualTo(1));
    }

    /// <summary>Every run fails in the same way.</summary>
    private static async Task<ScriptedMediator> RunAsync(FailureClass failureClass, TimeSpan duration)
    {
        var mediator = new ScriptedMediator(request =>
            request is IngestSource
                ? new IngestResult("coingecko", IngestOutcome.Failed, null, default, duration)
                {
                    Failure = new RunFailure(failureClass, "It failed.", "Wait."),
                }
                : new FindingChanges([], [], [])
        );
        var time = new FakeTimeProvider();
        var source = new ScriptedSource("coingecko").WithTimeLimit(s_limit);
        var pipeline = new EtlPipeline(
            mediator,
            new SourceCatalog([source]),
            new LogReport(NullLogger<LogReport>.Instance, new LogResult(NullLogger<LogResult>.Instance)),
            new RetrySettings { Pause = s_pause },
            time,
            NullLogger<EtlPipeline>.Instance
        );
        var running = pipeline.RunAsync(
            ["coingecko"],
            ingest: true,
            transform: false,
            full: false,
            part: null,
            RunTrigger.Cron,
            acceptsFewer: false,
            CancellationToken.None
        );
        await Eventually.UntilAsync(() =>
        {
            time.Advance(s_pause);
            return running.IsCompleted;
        });

        await running;
        return mediator;
    }
}
