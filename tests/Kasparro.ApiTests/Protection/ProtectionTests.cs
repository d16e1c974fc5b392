using System.Net;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Protection;

internal sealed class ProtectionTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings =>
        [("API_CORS_ORIGINS", "https://app.example.com"), ("API_REQUEST_TIMEOUT", "300ms")];

    [Test]
    public async Task Browsers_must_not_guess_frame_or_store_a_response()
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

    [Test]
    public async Task A_script_of_another_origin_may_read_every_header_that_says_how_to_go_on()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data?limit=1")
        {
            Headers = { { "Origin", "https://app.example.com" } },
        };
        using var response = await Client.SendAsync(request);

        Assert.That(
            response.Headers.GetValues("Access-Control-Expose-Headers").SelectMany(names => names.Split(',')),
            Is.EquivalentTo([
                "X-Request-Id",
                "X-Api-Latency-Ms",
                "Link",
                "ETag",
                "Retry-After",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
            ])
        );
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Responses_are_compressed_for_clients_that_accept_it(string encoding)
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
    public async Task A_query_that_takes_too_long_is_cancelled_and_gets_504()
    {
        await using var locked = await LockedTable.OfAsync(Database);

        await GetAsync("/data", HttpStatusCode.GatewayTimeout);

        Assert.That(await LockedTable.CountWaitingAsync(Database), Is.Zero, "the query does not go on in the database");
    }

    [TestCase("csv")]
    [TestCase("ndjson")]
    public async Task An_export_may_take_longer_than_other_requests(string format)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        Task<string> export;
        await using (await LockedTable.OfAsync(Database))
        {
            export = Client.GetStringAsync($"/data?format={format}");
            await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 1);
            // This one starts later, so the export is beyond the limit when it ends.
            await GetAsync("/data", HttpStatusCode.GatewayTimeout);
        }

        Assert.That(await export, Does.Contain("Bitcoin"));
    }
}
