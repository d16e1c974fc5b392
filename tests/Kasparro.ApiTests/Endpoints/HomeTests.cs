using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kasparro.ApiTests.Endpoints;

internal sealed partial class HomeTests : ApiFixture
{
    [Test]
    public async Task A_browser_is_shown_links_that_work()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } },
        };
        using var response = await Client.SendAsync(request);
        var links = Link()
            .Matches(await response.Content.ReadAsStringAsync())
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            .ToList();

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(links, Does.Contain("/swagger").And.Contain("/health"));
        foreach (var link in links)
        {
            using var page = await Client.GetAsync(link);
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK), link);
        }
    }

    [Test]
    public async Task A_program_gets_the_same_routes_as_JSON_and_a_cache_keeps_both_apart()
    {
        using var response = await Client.GetAsync("/");
        var routes = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("routes");

        Assert.That(
            routes.EnumerateArray().Select(route => route.GetProperty("path").GetString()),
            Does.Contain("/swagger").And.Contain("/health")
        );
        Assert.That(response.Headers.Vary, Is.EqualTo(["Accept"]));
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
