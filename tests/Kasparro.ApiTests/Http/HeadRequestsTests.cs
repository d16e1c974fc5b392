using System.Net;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Http;

/// <summary>Over a real socket: what is behind the headers is the server's business.</summary>
internal sealed class HeadRequestsTests
{
    private TestDatabase _database = null!;
    private ApiHost _api = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _api = new ApiHost(_database.ConnectionString);
        _api.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _api.StartServer();
        _client = _api.CreateClient();
        var rows = new Rows(_database);
        await rows.MarketDataAsync("BTC", "Bitcoin");
        await rows.TransformationAsync();
        await rows.RunAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/data")]
    [TestCase("/data?format=csv")]
    [TestCase("/data?format=ndjson")]
    [TestCase("/data?format=parquet")]
    [TestCase("/data?limit=0")]
    [TestCase("/assets")]
    [TestCase("/list-runs")]
    [TestCase("/stats")]
    [TestCase("/health")]
    [TestCase("/metrics")]
    [TestCase("/swagger/v1/swagger.json")]
    [TestCase("/nowhere")]
    public async Task HEAD_gets_the_response_of_GET_without_the_body(string address)
    {
        using var get = await _client.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await _client.SendAsync(request);

        Assert.Multiple(async () =>
        {
            Assert.That(head.StatusCode, Is.EqualTo(get.StatusCode));
            Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
            Assert.That(head.Content.Headers.ContentType, Is.EqualTo(get.Content.Headers.ContentType));
            Assert.That(head.Headers.Contains("X-Request-Id"), Is.True);
            Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        });
        // The connection is as good as before.
        Assert.That((await _client.GetByteArrayAsync(new Uri("/stats", UriKind.Relative))).Length, Is.GreaterThan(0));
    }
}
