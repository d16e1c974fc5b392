using Kasparro.Application.Telemetry;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Telemetry;

internal sealed class RequestTraceTests : ApiFixture
{
    [Test]
    public async Task A_request_is_traced_through_its_query_to_its_statement_in_the_callers_trace()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        using var trace = new RecordedTrace("Microsoft.AspNetCore", RequestTrace.Name, "Npgsql");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        request.Headers.Add("traceparent", $"00-{trace.Id}-00f067aa0ba902b7-01");

        // Requests are traced where a collector is named; this one need not exist.
        await using var api = new ApiHost(
            Database.ConnectionString,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
        );
        using var client = api.CreateClient();
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        Assert.That(
            () => trace.Spans.Any(span => span.Source.Name == "Microsoft.AspNetCore"),
            Is.True.After(5_000, 10),
            "the span of the request ends a moment after the response"
        );

        var paths = trace.Spans.Select(trace.Path).ToList();
        Assert.That(
            paths,
            Does.Contain("GET /data")
                .And.Contain("GET /data > GetMarketData")
                .And.Some.StartsWith("GET /data > GetMarketData > ")
        );
    }

    [Test]
    public async Task A_scrape_of_the_metrics_is_not_traced()
    {
        using var trace = new RecordedTrace("Microsoft.AspNetCore");
        await using var api = new ApiHost(
            Database.ConnectionString,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
        );
        using var client = api.CreateClient();
        foreach (var address in new[] { "/metrics", "/sources" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("traceparent", $"00-{trace.Id}-00f067aa0ba902b7-01");
            using var response = await client.SendAsync(request);
            await response.Content.ReadAsStringAsync();
        }

        await Eventually.UntilAsync(() => trace.Spans.Any(span => span.DisplayName == "GET /sources"));
        // A span that a filter leaves out is one that no exporter sends.
        Assert.That(
            trace.Spans.Where(span => span.IsAllDataRequested).Select(span => span.DisplayName),
            Is.EqualTo(["GET /sources"])
        );
    }
}
