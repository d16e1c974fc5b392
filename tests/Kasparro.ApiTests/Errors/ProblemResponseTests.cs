using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests.Errors;

internal sealed class ProblemResponseTests : ApiFixture
{
    [TestCase("GET", "/data?limit=0", 400, "Invalid query parameter", "#section-15.5.1")]
    [TestCase("GET", "/assets/btc", 400, "Invalid path parameter", "#section-15.5.1")]
    [TestCase("GET", "/runs/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1", 404, "Not found", "#section-15.5.5")]
    [TestCase("GET", "/nowhere", 404, "Not Found", "#section-15.5.5")]
    [TestCase("POST", "/data", 405, "Method Not Allowed", "#section-15.5.6")]
    public async Task Every_error_is_problem_json_whatever_the_client_accepts(
        string method,
        string address,
        int status,
        string title,
        string type
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address)
        {
            Headers = { { "Accept", "text/csv" } },
        };
        using var response = await Client.SendAsync(request);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo((HttpStatusCode)status));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(problem.GetProperty("type").GetString(), Does.EndWith(type));
            Assert.That(problem.GetProperty("title").GetString(), Is.EqualTo(title));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("instance").GetString(), Is.EqualTo(address.Split('?')[0]));
        });
    }

    [Test]
    public async Task All_invalid_parameters_are_listed_at_once()
    {
        var problem = await GetAsync("/data?limit=0&limit=1&sort=7&symbl=x", HttpStatusCode.BadRequest);

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()),
            Is.EquivalentTo(["limit", "sort", "symbl"])
        );
        Assert.That(
            problem.GetProperty("detail").GetString(),
            Does.Contain("limit must be given at most once").And.Contain("symbl is unknown (did you mean symbol?)")
        );
    }
}
