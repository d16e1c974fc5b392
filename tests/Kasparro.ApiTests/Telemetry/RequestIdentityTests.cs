using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.ApiTests.Telemetry;

internal sealed class RequestIdentityTests : ApiFixture
{
    [TestCase("/", HttpStatusCode.OK)]
    [TestCase("/data", HttpStatusCode.OK)]
    [TestCase("/list-runs", HttpStatusCode.OK)]
    [TestCase("/runs", HttpStatusCode.OK)]
    [TestCase("/assets", HttpStatusCode.OK)]
    [TestCase("/failures", HttpStatusCode.OK)]
    [TestCase("/sources", HttpStatusCode.OK)]
    [TestCase("/assets/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1", HttpStatusCode.NotFound)]
    [TestCase("/list-runs/no-uuid", HttpStatusCode.BadRequest)]
    [TestCase("/stats", HttpStatusCode.OK)]
    [TestCase("/health", HttpStatusCode.OK)]
    [TestCase("/health/live", HttpStatusCode.OK)]
    [TestCase("/health/ready", HttpStatusCode.OK)]
    [TestCase("/data?limit=0", HttpStatusCode.BadRequest)]
    [TestCase("/nowhere", HttpStatusCode.NotFound)]
    public async Task Every_response_carries_the_id_of_its_request_and_its_latency(
        string address,
        HttpStatusCode expected
    )
    {
        using var response = await Client.GetAsync(address);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(expected));
            Assert.That(body.GetProperty("request_id").GetString(), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(
                body.GetProperty("request_id").GetString(),
                Is.EqualTo(response.Headers.GetValues("X-Request-Id").Single())
            );
            Assert.That(body.GetProperty("api_latency_ms").GetDouble(), Is.GreaterThanOrEqualTo(0));
        });
    }

    [TestCase("/nowhere", new[] { "type", "title", "status", "instance", "request_id", "api_latency_ms" })]
    [TestCase(
        "/data?limit=0",
        new[] { "type", "title", "status", "detail", "instance", "errors", "request_id", "api_latency_ms" }
    )]
    public async Task A_problem_has_the_members_that_are_documented_and_no_other(string address, string[] members)
    {
        using var response = await Client.GetAsync(address);

        Assert.That(
            JsonElement
                .Parse(await response.Content.ReadAsStringAsync())
                .EnumerateObject()
                .Select(member => member.Name),
            Is.EqualTo(members)
        );
    }

    [Test]
    public async Task The_trace_id_of_the_caller_is_used()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data?limit=0")
        {
            Headers = { { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" } },
        };
        using var response = await Client.SendAsync(request);

        Assert.That(response.Headers.GetValues("X-Request-Id"), Is.EqualTo(["4bf92f3577b34da6a3ce929d0e0e4736"]));
        Assert.That(
            JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("request_id").GetString(),
            Is.EqualTo("4bf92f3577b34da6a3ce929d0e0e4736")
        );
    }

    /// <summary>As where nothing listens for activities, so that the framework starts none.</summary>
    [TestCase("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "^4bf92f3577b34da6a3ce929d0e0e4736$")]
    [TestCase("00-4bf92f3577b34da6a3ce929d0e0e4736", "^(?!4bf92f3577b34da6a3ce929d0e0e4736)[0-9a-f]{32}$")]
    [TestCase(null, "^[0-9a-f]{32}$")]
    public void Without_an_activity_the_id_is_the_trace_of_the_caller_or_a_new_one(string? sent, string id)
    {
        Activity.Current = null;
        var context = new DefaultHttpContext();
        context.Request.Headers.TraceParent = sent;

        RequestIdentity.Give(context, TimeProvider.System);

        Assert.That(RequestIdentity.Of(context).Id, Does.Match(id));
    }

    [Test]
    public void The_latency_of_a_request_is_in_milliseconds_and_their_parts()
    {
        var time = new FakeTimeProvider();
        var context = new DefaultHttpContext();
        RequestIdentity.Give(context, time);

        time.Advance(TimeSpan.FromTicks(15_012_345));

        Assert.That(RequestIdentity.Of(context).LatencyMs, Is.EqualTo(1_501.234).Within(0.0011));
    }

    [Test]
    public async Task A_wrong_method_is_a_problem_like_any_other()
    {
        using var response = await Client.PostAsync("/data", new StringContent("{}"));

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        });
    }
}
