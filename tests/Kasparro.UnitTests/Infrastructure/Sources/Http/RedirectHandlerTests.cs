using System.Net;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class RedirectHandlerTests
{
    [TestCase("https://api.example/v1/coins", "https://api.example/v1/coins/", TestName = "To_another_path")]
    [TestCase("https://api.example/v1/coins", "/v2/coins", TestName = "To_a_path_alone")]
    [TestCase("http://api.example/v1/coins", "https://API.example/v1/coins", TestName = "Up_to_https")]
    [TestCase("http://api.example:81/v1/coins", "http://api.example:81/", TestName = "At_the_same_port")]
    public async Task A_redirect_within_the_host_is_followed(string from, string to) =>
        Assert.That(await RequestsAsync(from, to), Is.EqualTo(new[] { new Uri(from), new Uri(new Uri(from), to) }));

    [TestCase("https://api.example/coins", "http://api.example/coins", TestName = "Down_to_http")]
    [TestCase("https://api.example/coins", "https://other.example/coins", TestName = "To_another_host")]
    [TestCase("https://api.example/coins", "https://api.example.other/coins", TestName = "To_a_longer_host")]
    [TestCase("https://api.example/coins", "//169.254.169.254/latest/meta-data", TestName = "To_the_metadata_service")]
    [TestCase("http://api.example/coins", "http://api.example:9200/_search", TestName = "To_another_port")]
    [TestCase("http://api.example/coins", "file:///etc/passwd", TestName = "To_a_file")]
    public async Task Any_other_redirect_is_not_followed(string from, string to) =>
        Assert.That(await RequestsAsync(from, to), Is.EqualTo(new[] { new Uri(from) }));

    [TestCase(301, 2), TestCase(302, 2), TestCase(303, 2), TestCase(307, 2), TestCase(308, 2)]
    [TestCase(300, 1), TestCase(304, 1)]
    public async Task A_redirect_is_known_by_its_status(int status, int requests) =>
        Assert.That(
            await RequestsAsync("https://api.example/coins", "/v2/coins", (HttpStatusCode)status),
            Has.Count.EqualTo(requests)
        );

    [Test]
    public async Task A_redirected_request_keeps_the_headers_of_the_first()
    {
        await using var bench = await UpstreamBench.StartAsync(
            StubUpstream.InTurn(Redirect("/v1/coins/"), StubResponse.Json("[]"))
        );
        await bench.AskAsync();

        Assert.That(
            bench.Stub.Requests.Select(request => request.Headers["Accept"]),
            Is.EqualTo(new[] { "application/json", "application/json" })
        );
        Assert.That(
            bench.Stub.Requests.Select(request => request.Headers["User-Agent"]),
            Is.All.StartsWith("Kasparro/")
        );
    }

    [Test]
    public async Task What_another_host_would_send_is_never_requested_and_the_failure_says_so()
    {
        await using var elsewhere = await StubUpstream.StartAsync(_ => StubResponse.Json("""[{"id":"forged"}]"""));
        await using var bench = await UpstreamBench.StartAsync(_ => Redirect(elsewhere.Address.ToString()));
        var failure = await bench.AskAsync();

        Assert.That(elsewhere.Requests, Is.Empty);
        Assert.That(
            failure!.Failure,
            Is.EqualTo(
                new RunFailure(
                    FailureClass.Config,
                    "Made-up /v1/coins page 1 responded with 302, a redirect to another host, which is not followed.",
                    "Check MADEUP_BASE_URL: it must name the API's host and version."
                )
            )
        );
    }

    private static StubResponse Redirect(string location) => new(302, []) { Headers = { ["Location"] = location } };

    private static async Task<IReadOnlyList<Uri>> RequestsAsync(
        string from,
        string to,
        HttpStatusCode status = HttpStatusCode.Found
    )
    {
        var server = new RedirectingServer(to, status);
        using var client = new HttpMessageInvoker(new RedirectHandler { InnerHandler = server });
        using var request = new HttpRequestMessage(HttpMethod.Get, from);
        request.SetFetchContext(new FetchContext(Guid.Empty, DateTimeOffset.MaxValue, new FetchMetrics()));
        using var response = await client.SendAsync(request, CancellationToken.None);
        return server.Requests;
    }

    /// <summary>Redirects the first request only.</summary>
    private sealed class RedirectingServer(string to, HttpStatusCode status) : HttpMessageHandler
    {
        public List<Uri> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Requests.Add(request.RequestUri!);
            var response = new HttpResponseMessage(Requests.Count == 1 ? status : HttpStatusCode.OK)
            {
                RequestMessage = request,
            };
            if (Requests.Count == 1)
                response.Headers.Location = new Uri(to, UriKind.RelativeOrAbsolute);
            return Task.FromResult(response);
        }
    }
}
