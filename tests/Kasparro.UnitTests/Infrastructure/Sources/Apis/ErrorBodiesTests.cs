using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>What a body in place of data is called, and what is said about it.</summary>
public sealed class ErrorBodiesTests
{
    [TestCase("""{"status":{"error_code":429,"error_message":"slow down"}}""", FailureClass.Transient, "slow down")]
    [TestCase("""{"error":"you have reached maximum request limit"}""", FailureClass.Data, "maximum request limit")]
    [TestCase("""{"status":500,"error":"Internal Server Error"}""", FailureClass.Transient, "Internal Server Error")]
    [TestCase("""{"status":{"error_code":401,"error_message":"no key"}}""", FailureClass.Config, "no key")]
    [TestCase("""{"data":[]}""", FailureClass.Data, "{\"data\":[]}")]
    [TestCase("Throttled", FailureClass.Data, "Throttled")]
    [TestCase("", FailureClass.Transient, "empty body")]
    [TestCase("null", FailureClass.Data, "null")]
    [EdgeCase(26), EdgeCase(30)]
    public async Task An_error_with_status_200_has_its_class_and_its_words(
        string body,
        FailureClass expected,
        string said
    )
    {
        await using var fetch = await StatedFetch.RunAsync(api => api, _ => StubResponse.Json(body));
        fetch.AssertFailed(expected, "Stated", "responded with 200", said);
    }

    [Test, EdgeCase(30)]
    public async Task The_title_of_an_html_page_is_kept()
    {
        await using var fetch = await StatedFetch.RunAsync(
            api => api,
            _ => StubResponse.Html("Access denied | Cloudflare", 403)
        );
        fetch.AssertFailed(
            FailureClass.Config,
            "Stated",
            "responded with 403",
            "an HTML page",
            "Access denied | Cloudflare"
        );
    }

    [TestCase("""[{"id":"a"},{"id":"b""", FailureClass.Transient, "stops at byte 20, after 1 whole records")]
    [TestCase("""[{"id":"a"},""", FailureClass.Transient, "stops at byte 12")]
    [TestCase("""[{"id":"a"},nope]""", FailureClass.Data, "not JSON behind byte 12, in record 2")]
    [TestCase("""[{"id":NaN}]""", FailureClass.Data, "not JSON behind byte 7, in record 1")]
    [TestCase("""[{"id":"a"}] <!-- cached -->""", FailureClass.Data, "not JSON behind byte")]
    public async Task A_broken_array_is_an_error_that_names_the_byte(string body, FailureClass expected, string said)
    {
        await using var fetch = await StatedFetch.RunAsync(api => api, _ => StubResponse.Json(body));
        fetch.AssertFailed(expected, "Stated", said);
    }

    [Test]
    public async Task Text_that_is_not_utf8_is_an_error_that_names_the_byte()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("[{\"id\":\"a"), 0xFF, .. Encoding.UTF8.GetBytes("\"}]")];
        await using var fetch = await StatedFetch.RunAsync(api => api, _ => new StubResponse(200, body));
        fetch.AssertFailed(FailureClass.Data, "Stated", "not UTF-8 at byte 9");
    }
}
