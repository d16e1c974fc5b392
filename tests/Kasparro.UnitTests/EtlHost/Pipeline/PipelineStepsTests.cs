using Kasparro.Application.Findings;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kasparro.UnitTests.EtlHost.Pipeline;

/// <summary>Which step follows which, and which one is left out after what.</summary>
public sealed class PipelineStepsTests
{
    private const string All = "IngestSource, TransformSource, ApplyRetention, RecordFindings";

    private static readonly RunFailure s_failure = new(FailureClass.Data, "It failed.", "Look at it.");

    [TestCase("", All)]
    [TestCase("ingest failed", All, Description = "earlier raw records may not be transformed yet")]
    [TestCase("ingest skipped", "IngestSource, TransformSource, ApplyRetention", Description = "judged by who is busy")]
    [TestCase("transform failed", "IngestSource, TransformSource, RecordFindings", Description = "nothing leaves")]
    [TestCase("transform threw", "IngestSource, TransformSource")]
    public async Task A_step_is_left_out_where_the_one_before_does_not_allow_it(string happens, string steps)
    {
        var (mediator, outcome) = await RunAsync(happens);

        Assert.That(string.Join(", ", mediator.Sent.Select(step => step.GetType().Name)), Is.EqualTo(steps));
        Assert.That(outcome.Failed, Is.EqualTo(happens.EndsWith("failed") || happens.EndsWith("threw")));
    }

    [Test]
    public async Task What_no_step_handled_is_the_remark_of_its_source() =>
        Assert.That((await RunAsync("transform threw")).Outcome.Remark, Is.EqualTo("A bug."));

    private static async Task<(ScriptedMediator Mediator, SourceOutcome Outcome)> RunAsync(string happens)
    {
        var mediator = new ScriptedMediator(step => ResultOf(step, happens));
        var pipeline = new EtlPipeline(
            mediator,
            new SourceCatalog([new ScriptedSource("coingecko")]),
            new LogReport(NullLogger<LogReport>.Instance, new LogResult(NullLogger<LogResult>.Instance)),
            new RetrySettings(),
            TimeProvider.System,
            NullLogger<EtlPipeline>.Instance
        );
        var outcomes = await pipeline.RunAsync(
            ["coingecko"],
            ingest: true,
            transform: true,
            full: false,
            part: null,
            RunTrigger.Cron,
            acceptsFewer: false,
            CancellationToken.None
        );
        return (mediator, outcomes.Single());
    }

    private static object ResultOf(object step, string happens) =>
        step switch
        {
            IngestSource => new IngestResult(
                "coingecko",
                happens switch
                {
                    "ingest failed" => IngestOutcome.Failed,
                    "ingest skipped" => IngestOutcome.Skipped,
                    _ => IngestOutcome.Succeeded,
                },
                null,
                default,
                TimeSpan.Zero
            ),
            TransformSource when happens == "transform threw" => throw new InvalidOperationException("A bug."),
            TransformSource => new TransformResult("coingecko", 0, 0, 0, 0, 0, 0, WasFull: false, TimeSpan.Zero)
            {
                Failure = happens == "transform failed" ? s_failure : null,
            },
            ApplyRetention => RetentionResult.Nothing,
            _ => new FindingChanges([], [], []),
        };
}
