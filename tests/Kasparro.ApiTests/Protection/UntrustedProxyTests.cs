using System.Net;

namespace Kasparro.ApiTests.Protection;

/// <summary>Without a trusted proxy and without allowed origins, as the API starts by default.</summary>
internal sealed class UntrustedProxyTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings => [("API_RATE_LIMIT", "1"), ("API_RATE_BURST", "3")];

    [Test]
    public async Task A_client_cannot_choose_its_address_by_a_header()
    {
        var remaining = new List<string>();
        for (var client = 1; client <= 3; client++)
        {
            var response = await Api.Server.SendAsync(context =>
            {
                context.Request.Method = HttpMethod.Get.Method;
                context.Request.Path = "/sources";
                context.Connection.RemoteIpAddress = IPAddress.Parse("198.51.100.9");
                context.Request.Headers["X-Forwarded-For"] = $"203.0.113.{client}";
            });
            remaining.Add(response.Response.Headers["RateLimit-Remaining"].ToString());
        }

        // All are one client, whose bucket refills with real time: none after the first finds it full.
        Assert.That(remaining[0], Is.EqualTo("2"));
        Assert.That(remaining.Skip(1), Has.None.EqualTo("2"));
    }

    [Test]
    public async Task No_page_of_another_origin_may_read_responses()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live")
        {
            Headers = { { "Origin", "https://app.example.com" } },
        };
        using var response = await Client.SendAsync(request);

        Assert.That(response.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }
}
