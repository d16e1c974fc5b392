using System.Net;

namespace Kasparro.ApiTests.Protection;

/// <summary>What makes the database work counts more against a client's rate. The clock stands still.</summary>
internal sealed class RequestWeightTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings =>
        [("API_RATE_LIMIT", "1"), ("API_RATE_BURST", "100"), ("API_TRUSTED_PROXIES", "127.0.0.1")];

    [TestCase("/sources", 1)]
    [TestCase("/data?limit=500", 1)]
    [TestCase("/data?offset=999", 1)]
    [TestCase("/data?offset=10000", 11)]
    [TestCase("/data?format=csv", 11)]
    [TestCase("/data?updated_since=2025-01-01T00:00:00Z", 11)]
    [TestCase("/compare-runs", 5)]
    [TestCase("/identity/candidates", 20)]
    [TestCase("/health/live", 0)]
    public async Task A_request_counts_as_many(string address, int weight)
    {
        var client = $"203.0.113.{weight}-{address}".GetHashCode(StringComparison.Ordinal);
        var before = await RemainingAsync("/sources", client);

        await RemainingAsync(address, client);

        // One each for the two looks; a second may pass meanwhile and give one back.
        Assert.That(before - await RemainingAsync("/sources", client) - 1, Is.EqualTo(weight).Within(1));
    }

    [Test]
    public async Task A_client_without_that_many_left_is_refused_and_others_are_not()
    {
        for (var request = 0; request < 9; request++)
            await RemainingAsync("/data?format=csv", 1);

        Assert.That(await StatusAsync("/data?format=csv", 1), Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await StatusAsync("/data?format=csv", 2), Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpStatusCode> StatusAsync(string address, int client) =>
        (HttpStatusCode)(await SendAsync(address, client)).Response.StatusCode;

    private async Task<int> RemainingAsync(string address, int client)
    {
        var response = (await SendAsync(address, client)).Response;
        return int.TryParse(response.Headers["RateLimit-Remaining"].ToString(), out var remaining) ? remaining : 0;
    }

    private Task<Microsoft.AspNetCore.Http.HttpContext> SendAsync(string address, int client) =>
        Api.Server.SendAsync(context =>
        {
            var parts = address.Split('?');
            context.Request.Method = "GET";
            context.Request.Path = parts[0];
            context.Request.QueryString = new(parts.Length > 1 ? $"?{parts[1]}" : "");
            context.Connection.RemoteIpAddress = IPAddress.Loopback;
            context.Request.Headers["X-Forwarded-For"] = new IPAddress(BitConverter.GetBytes(client)).ToString();
        });
}
