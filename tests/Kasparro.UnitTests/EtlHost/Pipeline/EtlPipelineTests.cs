using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using MediatR;
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
        var mediator = new FailingMediator(FailureClass.Transient, TimeSpan.FromMinutes(4));
        await RunAsync(mediator);

        Assert.That(
            mediator.Runs.Select(run => (run.TriggeredBy, run.TimeLimit)),
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
        var mediator = new FailingMediator(failureClass, TimeSpan.FromMinutes(minutes));
        await RunAsync(mediator);

        Assert.That(mediator.Runs, Has.Count.EqualTo(1));
    }

    private static async Task RunAsync(FailingMediator mediator)
    {
        var time = new FakeTimeProvider();
        var source = new ScriptedSource("coingecko").WithTimeLimit(s_limit);
        var pipeline = new EtlPipeline(
            mediator,
            new SourceCatalog([source]),
            new LogReport(NullLogger<LogReport>.Instance),
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
    }

    /// <summary>Every run fails in the same way.</summary>
    private sealed class FailingMediator(FailureClass failureClass, TimeSpan duration) : IMediator
    {
        public List<IngestSource> Runs { get; } = [];

        public Task<TResponse> Send<TResponse>(
            IRequest<TResponse> request,
            CancellationToken cancellationToken = default
        )
        {
            Runs.Add((IngestSource)(object)request);
            var failed = new IngestResult("coingecko", IngestOutcome.Failed, null, default, duration);
            return Task.FromResult(
                (TResponse)(object)(failed with { Failure = new RunFailure(failureClass, "It failed.", "Wait.") })
            );
        }

        public Task<object> Send(object request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task Publish(object notification, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
