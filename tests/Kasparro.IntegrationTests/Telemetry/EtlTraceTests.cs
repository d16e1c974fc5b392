using System.Diagnostics;
using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Telemetry;

public sealed class EtlTraceTests : EtlFixture
{
    [Test]
    public async Task An_ingestion_is_traced_from_its_pages_to_its_commit()
    {
        using var trace = new RecordedTrace(EtlTrace.Name, RequestTrace.Name);
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).Sends(new Coin("ethereum"))
        );

        using (trace.Begin())
            await etl.IngestAsync("coingecko");

        Assert.That(
            trace.Spans.Select(trace.Path),
            Is.EqualTo(
                new[]
                {
                    "IngestSource > fetch page",
                    "IngestSource > stage page",
                    "IngestSource > fetch page",
                    "IngestSource > stage page",
                    "IngestSource > fetch page",
                    "IngestSource > commit",
                    "IngestSource",
                }
            )
        );
        var runId = await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs");
        Assert.That(trace.Spans.Last().GetTagItem("kasparro.run_id"), Is.EqualTo(runId));
        Assert.That(
            trace
                .Spans.Where(span => span.DisplayName == "fetch page")
                .Select(span => span.GetTagItem("kasparro.page")),
            Is.EqualTo(new object?[] { 1, 2, null }),
            "the last look finds nothing"
        );
    }

    [Test]
    public async Task A_failed_ingestion_is_a_failed_span_with_its_reason()
    {
        using var trace = new RecordedTrace(EtlTrace.Name, RequestTrace.Name);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        source.BeforePage = (_, _) =>
            throw new SourceException(FailureClass.Config, "The key was refused.", "Renew it.");
        await using var etl = EtlProcess.With(Database, source);

        using (trace.Begin())
            await etl.IngestAsync("coingecko");

        Assert.That(
            trace.Spans.Select(span => (span.DisplayName, span.Status, span.StatusDescription)),
            Is.EqualTo(
                new[]
                {
                    ("fetch page", ActivityStatusCode.Error, "The key was refused."),
                    ("IngestSource", ActivityStatusCode.Error, (string?)"The key was refused."),
                }
            )
        );
    }

    [Test]
    public async Task A_run_that_ends_before_it_fetches_is_a_failed_span_with_its_run()
    {
        using var trace = new RecordedTrace(EtlTrace.Name, RequestTrace.Name);
        var source = new ScriptedSource("coingecko").With(description => description with { MonthlyRequests = 0 });
        await using var etl = EtlProcess.With(Database, source.Sends(new Coin("bitcoin")));

        using (trace.Begin())
            await etl.IngestAsync("coingecko");

        var span = trace.Spans.Single();
        Assert.That((span.DisplayName, span.Status), Is.EqualTo(("IngestSource", ActivityStatusCode.Error)));
        Assert.That(span.StatusDescription, Does.StartWith("coingecko has 0 of 0 requests left this month"));
        Assert.That(
            span.GetTagItem("kasparro.run_id"),
            Is.EqualTo(await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs"))
        );
    }

    [Test]
    public async Task A_transformation_is_traced_by_chunks_to_its_commit_and_down_to_its_statements()
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));
        await etl.IngestAsync("coingecko");
        using var trace = new RecordedTrace(EtlTrace.Name, RequestTrace.Name, "Npgsql");

        using (trace.Begin())
            await etl.TransformAsync("coingecko");

        var ours = trace.Spans.Where(span => span.Source.Name != "Npgsql").Select(trace.Path).ToList();
        Assert.That(
            ours,
            Is.EqualTo(
                new[]
                {
                    "TransformSource > map chunk",
                    "TransformSource > write chunk",
                    "TransformSource > commit",
                    "TransformSource",
                    "LinkAssets",
                }
            )
        );
        var statements = trace
            .Spans.Where(span => span.Source.Name == "Npgsql")
            .Select(span => trace.Path(span))
            .ToList();
        Assert.That(
            statements,
            Has.Some.StartsWith("TransformSource > write chunk > ").And.Some.StartsWith("TransformSource > commit > ")
        );
    }
}
