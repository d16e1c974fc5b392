using System.Net;

namespace Kasparro.ApiTests.Protection;

internal sealed class ProtectionTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings =>
        [("API_CORS_ORIGINS", "https://app.example.com"), ("API_REQUEST_TIMEOUT", "300ms")];

    [Test]
    public async Task Browsers_are_told_to_guess_frame_and_keep_nothing()
    {
        using var response = await Client.GetAsync("/stats");

        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
            Assert.That(response.Headers.GetValues("X-Frame-Options"), Is.EqualTo(["DENY"]));
            Assert.That(
                response.Headers.GetValues("Content-Security-Policy").Single(),
                Does.StartWith("default-src 'none'")
            );
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(response.Headers.Contains("Server"), Is.False);
        });
    }

    [TestCase("https://app.example.com", true)]
    [TestCase("https://evil.example.com", false)]
    public async Task Only_the_origins_that_are_set_may_read(string origin, bool mayRead)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sources") { Headers = { { "Origin", origin } } };
        using var response = await Client.SendAsync(request);

        Assert.That(response.Headers.Contains("Access-Control-Allow-Origin"), Is.EqualTo(mayRead));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Answers_are_compressed_for_clients_that_want_it(string encoding)
    {
        for (var minute = 0; minute < 50; minute++)
            await Given.MarketDataAsync("BTC", "Bitcoin", at: ApiHost.Now.AddMinutes(-minute));
        foreach (var format in new[] { "json", "csv", "ndjson" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/data?format={format}")
            {
                Headers = { { "Accept-Encoding", encoding } },
            };
            using var response = await Client.SendAsync(request);
            Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo([encoding]), format);
        }
    }

    [Test]
    public async Task A_query_that_takes_too_long_is_cancelled_and_said_to_be_so()
    {
        await using var locked = await LockedMarketData.OfAsync(Database);

        await GetAsync("/data", HttpStatusCode.GatewayTimeout);

        Assert.That(
            await LockedMarketData.CountWaitingAsync(Database),
            Is.Zero,
            "the query does not go on in the database"
        );
    }

    [Test]
    public async Task An_answer_is_known_until_the_next_commit()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.DerivationAsync();
        var tag = await TagAsync("/data", null, HttpStatusCode.OK);

        Assert.That(await TagAsync("/data", tag, HttpStatusCode.NotModified), Is.EqualTo(tag));
        await TagAsync("/data?limit=5", tag, HttpStatusCode.OK);
        await Database.ExecuteAsync("UPDATE transformations SET transformed_total = transformed_total + 1");
        Assert.That(await TagAsync("/data", tag, HttpStatusCode.OK), Is.Not.EqualTo(tag));
    }

    private async Task<string?> TagAsync(string address, string? known, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await Client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(expected), address);
        return response.Headers.ETag?.ToString();
    }
}
