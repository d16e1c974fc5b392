using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class ApiKeyHandlerTests
{
    private const string Key = "very-secret-4711";

    private static readonly StubResponse s_data = StubResponse.Json("[]");

    [Test]
    public async Task A_redirect_within_the_host_keeps_the_key()
    {
        await using var bench = await StartAsync("Authorization", StubUpstream.InTurn(Redirect("/v1/coins/"), s_data));

        Assert.That(await bench.AskAsync(), Is.Null);
        Assert.That(
            bench.Stub.Requests.Select(request => (request.Path, request.Headers["Authorization"])),
            Is.EqualTo(new[] { ("/v1/coins", Key), ("/v1/coins/", Key) })
        );
        Assert.That(bench.Metrics.Requests, Is.EqualTo(2));
    }

    [Test]
    public async Task Redirects_in_a_circle_end_as_a_failure()
    {
        await using var bench = await StartAsync("Authorization", _ => Redirect("/v1/coins"));
        var failure = await bench.AskAsync();

        Assert.That(
            failure!.Failure.ToString(),
            Does.Contain("responded with 302").And.Contain("Check MADEUP_BASE_URL")
        );
        Assert.That(bench.Stub.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Neither_key_nor_query_is_in_any_log_or_failure()
    {
        await using var bench = await StartAsync(
            "x-key",
            StubUpstream.InTurn(StubResponse.Error(503, "1"), StubResponse.Json($"bad key {Key}", 403))
        );
        var failure = await bench.AskAsync();

        var logged = string.Join(
            "\n",
            bench
                .Logs.GetSnapshot()
                .Select(record => record.Message + string.Join(" ", record.StructuredState ?? []) + record.Exception)
        );
        Assert.That(logged, Does.Contain("/v1/coins failed (status 503)"));
        Assert.That(logged + failure + failure!.Failure, Does.Not.Contain(Key).And.Not.Contain("in-the-query"));
        Assert.That(failure.Failure.UpstreamText, Is.EqualTo("bad key ***"));
    }

    [TestCase("https://api.example/v1/coins?page=1", "?page=1&apikey=very-secret-4711")]
    [TestCase("https://api.example/v1/coins?apikey=very-secret-4711", "?apikey=very-secret-4711")]
    [TestCase("https://other.example/coins?apikey=very-secret-4711&page=1", "?page=1")]
    public async Task A_key_in_the_query_goes_to_the_upstream_alone_and_is_gone_from_what_comes_back(
        string address,
        string sent
    )
    {
        var server = new QueryRecorder();
        using var handler = new ApiKeyHandler(Upstream()) { InnerHandler = server };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request, CancellationToken.None);

        Assert.That(server.Query, Is.EqualTo(sent));
        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Does.Not.Contain(Key));
    }

    private static Upstream Upstream() =>
        new()
        {
            Source = "made-up",
            Title = "Made-up",
            SettingPrefix = "MADEUP",
            BaseAddress = new Uri("https://api.example/v1"),
            Key = ApiKey.InQuery("apikey", Key),
            MinInterval = TimeSpan.Zero,
            MaxRetries = 0,
            MaxResponseBytes = 1_000,
        };

    private static Task<UpstreamBench> StartAsync(string header, Func<StubRequest, StubResponse> response) =>
        UpstreamBench.StartAsync(response, upstream => upstream with { Key = ApiKey.InHeader(header, Key) });

    private static StubResponse Redirect(string location) => new(302, []) { Headers = { ["Location"] = location } };

    private sealed class QueryRecorder : HttpMessageHandler
    {
        public string? Query { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Query = request.RequestUri!.Query;
            return Task.FromResult(new HttpResponseMessage { RequestMessage = request });
        }
    }
}
