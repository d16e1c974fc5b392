using System.Diagnostics;
using System.Text.Json;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class TracesTests : EtlFixture
{
    private const string NoCoins = "[]";

    [Test]
    public async Task Every_log_line_of_a_run_carries_its_trace_and_its_run()
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Error(403));

        var exit = await EtlHostProcess.RunAsync(Database, Fetching(upstream), "run", "--source", "coinpaprika");

        var runId = await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs");
        var lines = exit
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToList();
        var failed = lines.Single(line =>
            line.GetProperty("Message")
                .GetString()!
                .StartsWith($"Run {runId} of coinpaprika failed", StringComparison.Ordinal)
        );
        var ended = lines.Single(line =>
            line.GetProperty("Message").GetString()!.StartsWith("coinpaprika failed", StringComparison.Ordinal)
        );
        Assert.That(Scope(failed, "RunId"), Is.EqualTo(runId.ToString()));
        Assert.That(Scope(failed, "TraceId"), Has.Length.EqualTo(32).And.EqualTo(Scope(ended, "TraceId")));
    }

    [Test]
    public async Task Providers_do_not_receive_our_trace()
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Json(NoCoins));

        await EtlHostProcess.RunAsync(Database, Fetching(upstream), "ingest", "--source", "coinpaprika");

        Assert.That(upstream.Requests, Is.Not.Empty);
        Assert.That(
            upstream.Requests.SelectMany(request => request.Headers.Keys),
            Has.None.EqualTo("traceparent").IgnoreCase
        );
    }

    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    public async Task Spans_reach_the_collector_before_the_process_ends(string variable, string path)
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Error(403));
        await using var collector = await StubUpstream.StartAsync(_ => new StubResponse(
            200,
            [],
            "application/x-protobuf"
        ));

        await EtlHostProcess.RunAsync(
            Database,
            Fetching(upstream, $"{collector.Address.GetLeftPart(UriPartial.Authority)}{path}", variable),
            "run",
            "--source",
            "coinpaprika"
        );

        Assert.That(collector.Requests.Select(request => request.Path), Is.Not.Empty.And.All.EqualTo("/v1/traces"));
    }

    [Test]
    public async Task A_collector_gets_the_headers_that_are_for_traces()
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Error(403));
        await using var collector = await StubUpstream.StartAsync(_ => new StubResponse(200, []));
        var environment = Fetching(upstream, $"{collector.Address}v1/traces", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-tenant=all";
        environment["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "x-tenant=traces";

        await EtlHostProcess.RunAsync(Database, environment, "run", "--source", "coinpaprika");

        Assert.That(collector.Requests, Is.Not.Empty);
        Assert.That(
            collector.Requests.Select(request => request.Headers["x-tenant"].ToString()),
            Is.All.EqualTo("traces")
        );
    }

    [Test]
    [TestCase("http://127.0.0.1:1", Description = "no listener")]
    [TestCase(null, Description = "it takes the spans and never answers")]
    public async Task A_dead_collector_neither_fails_a_run_nor_holds_it_up(string? address)
    {
        await using var upstream = await StubUpstream.StartAsync(_ => StubResponse.Error(403));
        await using var silent = await StubUpstream.StartAsync(_ => new StubResponse(200, []) { Hangs = true });
        var clock = Stopwatch.StartNew();
        var without = await EtlHostProcess.RunAsync(Database, Fetching(upstream), "run", "--source", "coinpaprika");
        var needed = clock.Elapsed;

        clock.Restart();
        var with = await EtlHostProcess.RunAsync(
            Database,
            Fetching(upstream, address ?? silent.Address.GetLeftPart(UriPartial.Authority)),
            "run",
            "--source",
            "coinpaprika"
        );

        Assert.That((with.Code, with.Errors), Is.EqualTo((without.Code, without.Errors)));
        // It may wait for 2 s; OpenTelemetry's own limit is 10. The rest is for a busy machine.
        Assert.That(clock.Elapsed, Is.LessThan((2 * needed) + TimeSpan.FromSeconds(5)));
    }

    private static Dictionary<string, string> Fetching(
        StubUpstream upstream,
        string? collector = null,
        string variable = "OTEL_EXPORTER_OTLP_ENDPOINT"
    )
    {
        var environment = new Dictionary<string, string>
        {
            ["COINPAPRIKA_BASE_URL"] = upstream.Address.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0s",
        };
        if (collector is not null)
            (environment[variable], environment[variable.Replace("ENDPOINT", "PROTOCOL")]) = (
                collector,
                "http/protobuf"
            );
        return environment;
    }

    private static string? Scope(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
