using System.Net;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class UpstreamFailureTests
{
    private const string OtherCode = """{"status":{"error_code":7,"error_message":"No"}}""";

    private static readonly Upstream s_upstream = new()
    {
        Source = "made-up",
        Title = "Made-up",
        SettingPrefix = "MADEUP",
        BaseAddress = new Uri("https://api.example/v1"),
        Key = ApiKey.InHeader("x-key", "secret-4711"),
        MinInterval = TimeSpan.Zero,
        MaxRetries = 0,
        MaxResponseBytes = 1_000,
        Complaints = [new Complaint("error", "slow down", FailureClass.Transient)],
        ConfigCodes = new Dictionary<int, string> { [7_001] = "Buy a plan." },
    };

    [TestCase(200, "[]", "text/html", "with 200 and an HTML page instead of data")]
    [TestCase(404, "[]", "application/json", "with 404 and text that is no JSON array")]
    [TestCase(500, "[{}]", "application/json", "with 500 and text that is no JSON array")]
    [TestCase(206, "[]", "application/json", "with 206: a part of the data, not all of it")]
    public void What_is_no_success_or_no_data_is_never_taken_for_data(int status, string body, string type, string what)
    {
        var failure = In(status, body, type);

        Assert.That(failure!.Message, Is.EqualTo($"Made-up /v1/coins responded {what}."));
    }

    [TestCase("[]"), TestCase("[{}]")]
    public void A_success_with_an_array_is_data(string body) => Assert.That(In(200, body), Is.Null);

    [TestCase(300, OtherCode, FailureClass.Config, "Check MADEUP_BASE_URL")]
    [TestCase(399, OtherCode, FailureClass.Config, "Check MADEUP_BASE_URL")]
    [TestCase(400, OtherCode, FailureClass.Config, "Check MADEUP_API_KEY")]
    [TestCase(401, OtherCode, FailureClass.Config, "Check MADEUP_API_KEY")]
    [TestCase(402, OtherCode, FailureClass.Config, "The plan does not cover this")]
    [TestCase(403, OtherCode, FailureClass.Config, "Check MADEUP_API_KEY")]
    [TestCase(404, OtherCode, FailureClass.Config, "Check MADEUP_BASE_URL")]
    [TestCase(410, OtherCode, FailureClass.Data, "Look at the response by hand")]
    [TestCase(410, """{"status":7001,"error":"No"}""", FailureClass.Config, "Buy a plan.")]
    [TestCase(408, OtherCode, FailureClass.Transient, "The next run tries again; if it goes on, look")]
    [TestCase(429, OtherCode, FailureClass.Transient, "The next run tries again; if it goes on, raise MADEUP_MIN")]
    [TestCase(500, OtherCode, FailureClass.Transient, "The next run tries again; if it goes on, look")]
    [TestCase(
        200,
        """{"status":429,"error":"No"}""",
        FailureClass.Transient,
        "The next run tries again; if it goes on, raise"
    )]
    [TestCase(
        200,
        """{"status":408,"error":"No"}""",
        FailureClass.Transient,
        "The next run tries again; if it goes on, look"
    )]
    [TestCase(
        200,
        """{"status":500,"error":"No"}""",
        FailureClass.Transient,
        "The next run tries again; if it goes on, look"
    )]
    [TestCase(
        200,
        """{"status":599,"error":"No"}""",
        FailureClass.Transient,
        "The next run tries again; if it goes on, look"
    )]
    [TestCase(200, """{"status":600,"error":"No"}""", FailureClass.Data, "Look at the response by hand")]
    [TestCase(200, """{"status":402,"error":"No"}""", FailureClass.Config, "The plan does not cover this")]
    [TestCase(200, """{"status":401,"error":"No"}""", FailureClass.Config, "Check MADEUP_API_KEY")]
    [TestCase(200, """{"status":404,"error":"No"}""", FailureClass.Data, "Look at the response by hand")]
    [TestCase(200, """{"status":7001,"error":"No"}""", FailureClass.Config, "Buy a plan.")]
    [TestCase(200, "", FailureClass.Transient, "The next run tries again; if it goes on, look")]
    public void The_status_or_else_the_code_in_the_body_says_whose_trouble_it_is(
        int status,
        string body,
        FailureClass failureClass,
        string nextStep
    )
    {
        var failure = In(status, body)!;

        Assert.That(failure.Failure.Class, Is.EqualTo(failureClass));
        Assert.That(failure.Failure.NextStep, Does.StartWith(nextStep));
        Assert.That(failure.IsNotFound, Is.EqualTo(status == 404));
    }

    [TestCase(200, FailureClass.Transient, "responded with 200 and an error message instead of data.")]
    [TestCase(401, FailureClass.Config, "responded with 401 and an error message.")]
    public void A_known_complaint_decides_only_where_the_status_is_a_success(
        int status,
        FailureClass failureClass,
        string what
    )
    {
        var failure = In(status, """{"error":"Slow down, secret-4711"}""")!;

        Assert.That(failure.Failure.Class, Is.EqualTo(failureClass));
        Assert.That(failure.Message, Does.EndWith(what));
        Assert.That(failure.Failure.UpstreamText, Is.EqualTo("Slow down, ***"));
    }

    [TestCase("[1", FailureClass.Transient, "The next run tries again")]
    [TestCase("[1 2]", FailureClass.Data, "Look at the response by hand")]
    public void A_body_that_stops_passes_and_one_that_is_malformed_is_looked_at(
        string body,
        FailureClass failureClass,
        string nextStep
    )
    {
        var problem = Assert.Throws<JsonRecordsException>(() => JsonRecords.Read(Encoding.UTF8.GetBytes(body)))!;
        var failure = Failure(page: 3).InBody(problem).Failure;

        Assert.That(failure.Class, Is.EqualTo(failureClass));
        Assert.That(failure.Sentence, Is.EqualTo($"Made-up /v1/coins page 3 sent {problem.Message}."));
        Assert.That(failure.NextStep, Does.StartWith(nextStep));
    }

    [TestCase("http://api.example/v1/coins", "a redirect from https to http, which is not followed")]
    [TestCase("https://other.example/", "a redirect to another host, which is not followed")]
    [TestCase("https://api.example/v2", "once more after several redirects")]
    public void A_redirect_that_was_not_followed_is_named(string target, string what)
    {
        using var response = Response(302, "");
        response.Headers.Location = new Uri(target);
        var failure = Failure().InResponse(response, [], RecordsPlace.Whole)!.Failure;

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Config));
        Assert.That(failure.Sentence, Does.Contain($"responded with 302").And.EndWith($"{what}."));
    }

    [TestCase(HttpRequestError.ProxyTunnelError, "Check the proxy in HTTPS_PROXY and its password; the next run")]
    [TestCase(HttpRequestError.NameResolutionError, "Check this machine's DNS and the host in MADEUP_BASE_URL; ")]
    [TestCase(HttpRequestError.SecureConnectionError, "Check this machine's clock and CA certificates; ")]
    [TestCase(HttpRequestError.ConnectionError, "Check the network and MADEUP_BASE_URL; the next run tries again.")]
    public void What_stands_between_here_and_the_upstream_is_named(HttpRequestError error, string nextStep) =>
        Assert.That(
            Failure().Unreachable(new HttpRequestException(error, "No.")).Failure.NextStep,
            Does.StartWith(nextStep)
        );

    [Test]
    public void The_key_in_the_name_of_a_host_is_not_repeated()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://secret-4711.example/coins");

        Assert.That(
            UpstreamFailure.LeadsAway(s_upstream, request, page: null).Message,
            Is.EqualTo("Made-up /coins is on another host, ***.example, which is not followed.")
        );
    }

    private static UpstreamFailure Failure(int? page = null) =>
        new(s_upstream, new HttpRequestMessage(HttpMethod.Get, "https://api.example/v1/coins?key=1"), page);

    private static SourceException? In(int status, string body, string type = "application/json")
    {
        using var response = Response(status, body, type);
        return Failure().InResponse(response, Encoding.UTF8.GetBytes(body), RecordsPlace.Whole);
    }

    private static HttpResponseMessage Response(int status, string body, string type = "application/json") =>
        new((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, type),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://api.example/v1/coins"),
        };
}
