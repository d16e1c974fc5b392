using System.Net;
using System.Text.Json;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

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

    [TestCase(400, "https://tools.ietf.org/html/rfc9110#section-15.5.1")]
    [TestCase(406, "https://tools.ietf.org/html/rfc9110#section-15.5.7")]
    [TestCase(409, "https://tools.ietf.org/html/rfc9110#section-15.5.10")]
    [TestCase(417, "https://tools.ietf.org/html/rfc9110#section-15.5.18")]
    [TestCase(418, "about:blank")]
    [TestCase(429, "about:blank", Description = "RFC 9110 does not have it")]
    [TestCase(500, "https://tools.ietf.org/html/rfc9110#section-15.6.1")]
    [TestCase(503, "https://tools.ietf.org/html/rfc9110#section-15.6.4")]
    [TestCase(505, "https://tools.ietf.org/html/rfc9110#section-15.6.6")]
    [TestCase(507, "about:blank")]
    public void A_problem_leads_to_the_section_about_its_status(int status, string type)
    {
        var http = new DefaultHttpContext();
        RequestIdentity.Give(http, TimeProvider.System);

        Assert.That(
            ProblemResponse
                .Of(
                    new ProblemDetailsContext
                    {
                        HttpContext = http,
                        ProblemDetails = new ProblemDetails { Status = status },
                    }
                )
                .Type,
            Is.EqualTo(type)
        );
    }

    [Test]
    public async Task A_name_that_is_near_to_none_is_answered_with_those_that_are_known()
    {
        var problem = await GetAsync("/data?page=2", HttpStatusCode.BadRequest);

        Assert.That(
            problem.GetProperty("detail").GetString(),
            Does.Contain("page is unknown; known are ").And.Contain("cursor")
        );
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
