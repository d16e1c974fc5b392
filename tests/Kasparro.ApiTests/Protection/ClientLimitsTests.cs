using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kasparro.ApiTests.Protection;

internal sealed class ClientLimitsTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings =>
        [("API_RATE_LIMIT", "1"), ("API_RATE_BURST", "3"), ("API_TRUSTED_PROXIES", "127.0.0.1,2001:db8::7")];

    [Test]
    public async Task A_client_beyond_its_rate_gets_429_with_the_time_to_wait_and_health_is_not_counted()
    {
        var responses = new List<HttpResponseMessage>();
        for (var request = 0; request < 30; request++)
            responses.Add(await Client.GetAsync("/sources"));
        using var health = await Client.GetAsync("/health/live");
        using var metrics = await Client.GetAsync("/metrics");

        var refused = responses.First(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That(responses.Take(3).Select(response => response.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(responses[0].Headers.GetValues("RateLimit-Limit"), Is.EqualTo(["3"]));
            Assert.That(responses[0].Headers.GetValues("RateLimit-Remaining"), Is.EqualTo(["2"]));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(refused.Headers.GetValues("RateLimit-Remaining"), Is.EqualTo(["0"]));
            Assert.That(
                problem.GetProperty("request_id").GetString(),
                Is.EqualTo(refused.Headers.GetValues("X-Request-Id").Single())
            );
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(health.Headers.Contains("RateLimit-Limit"), Is.False);
            Assert.That(metrics.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
        responses.ForEach(response => response.Dispose());
    }

    [Test]
    public async Task Behind_a_trusted_proxy_the_forwarded_address_is_the_client()
    {
        Assert.That(await RemainingAsync("127.0.0.1", "203.0.113.1"), Is.EqualTo("2"));
        Assert.That(
            await RemainingAsync("127.0.0.1", "203.0.113.2"),
            Is.EqualTo("2"),
            "another client has a bucket of its own"
        );
        Assert.That(await RemainingAsync("198.51.100.9", "203.0.113.3"), Is.EqualTo("2"));
        Assert.That(
            await RemainingAsync("198.51.100.9", "203.0.113.4"),
            Is.Not.EqualTo("2"),
            "a stranger's header is not believed"
        );
    }

    [TestCase("127.0.0.1", "203.0.113.50, 127.0.0.1", TestName = "Of_a_chain_of_trusted_proxies")]
    [TestCase("2001:db8::7", "203.0.113.51", TestName = "Of_a_trusted_proxy_of_IPv6")]
    public async Task The_client_is_the_first_that_is_no_proxy(string connection, string forwardedFor)
    {
        Assert.That(await RemainingAsync(connection, forwardedFor), Is.EqualTo("2"));
        Assert.That(
            await RemainingAsync("127.0.0.1", forwardedFor.Split(',')[0]),
            Is.EqualTo("1"),
            "the same client by another way"
        );
    }

    [TestCase("127.0.0.9", "203.0.113.")]
    [TestCase("2001:db8::8", "203.0.114.")]
    public async Task The_neighbour_of_a_trusted_proxy_is_a_stranger(string connection, string forwarded)
    {
        Assert.That(await RemainingAsync(connection, $"{forwarded}60"), Is.EqualTo("2"));
        Assert.That(await RemainingAsync(connection, $"{forwarded}61"), Is.Not.EqualTo("2"));
    }

    /// <summary>One customer has a network of them, and would have as many buckets.</summary>
    [TestCase("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "1", TestName = "One_network_of_IPv6_is_one_client")]
    [TestCase("2001:db8:0:2::1", "2001:db8:0:3::1", "2", TestName = "Two_networks_of_IPv6_are_two_clients")]
    [TestCase("203.0.113.7", "::ffff:203.0.113.7", "1", TestName = "An_address_of_IPv4_is_one_in_both_forms")]
    public async Task A_client_is_known_by_its_address(string first, string second, string remaining)
    {
        Assert.That(await RemainingAsync("127.0.0.1", first), Is.EqualTo("2"));
        Assert.That(await RemainingAsync("127.0.0.1", second), Is.EqualTo(remaining));
    }

    /// <summary>One comes back a second.</summary>
    [Test]
    public async Task Reset_is_in_as_many_seconds_as_requests_are_missing()
    {
        var missing = new List<int>();
        for (var request = 0; request < 8; request++)
        {
            var headers = (await SendAsync("127.0.0.1", "203.0.113.40")).Headers;
            missing.Add(3 - Number("RateLimit-Remaining"));
            Assert.That(Number("RateLimit-Reset"), Is.EqualTo(missing[^1]));

            int Number(string header) => int.Parse(headers[header].ToString(), CultureInfo.InvariantCulture);
        }

        Assert.That(missing, Has.Some.GreaterThan(1));
    }

    [Test]
    public async Task A_request_that_counts_more_than_the_whole_limit_takes_all_of_it_and_passes()
    {
        var response = await SendAsync("127.0.0.1", "203.0.113.41", "/data", "?format=csv");

        Assert.That(response.StatusCode, Is.EqualTo(StatusCodes.Status200OK));
    }

    private async Task<string> RemainingAsync(string connection, string forwardedFor) =>
        (await SendAsync(connection, forwardedFor)).Headers["RateLimit-Remaining"].ToString();

    private async Task<HttpResponse> SendAsync(
        string connection,
        string forwardedFor,
        string path = "/sources",
        string query = ""
    )
    {
        var response = await Api.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = path;
            context.Request.QueryString = new QueryString(query);
            context.Connection.RemoteIpAddress = IPAddress.Parse(connection);
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        });
        return response.Response;
    }
}
