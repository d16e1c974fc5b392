using System.Net;

namespace Kasparro.ApiTests.Http;

internal sealed class VersionTagTests : ApiFixture
{
    [TestCase("/data")]
    [TestCase("/data?format=csv")]
    [TestCase("/data?format=ndjson")]
    [TestCase("/assets")]
    [TestCase("/failures")]
    public async Task A_response_is_unchanged_until_the_next_commit(string address)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.TransformationAsync();
        var tag = await TagAsync(address, null, HttpStatusCode.OK);

        Assert.That(tag, Does.StartWith("W/\""));
        Assert.That(await TagAsync(address, tag, HttpStatusCode.NotModified), Is.EqualTo(tag));
        await TagAsync($"{address}{(address.Contains('?') ? '&' : '?')}limit=5", tag, HttpStatusCode.OK);
        await Database.ExecuteAsync("UPDATE transformations SET transformed_total = transformed_total + 1");
        Assert.That(await TagAsync(address, tag, HttpStatusCode.OK), Is.Not.EqualTo(tag));
    }

    [TestCase("/data")]
    [TestCase("/data?format=csv")]
    [TestCase("/data?format=ndjson")]
    public async Task A_tagged_response_may_be_stored_for_one_format_and_must_be_checked(string address)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.TransformationAsync();
        using var response = await Client.GetAsync(address);

        Assert.That(response.Headers.Vary, Does.Contain("Accept"));
        Assert.That(response.Headers.CacheControl?.ToString(), Is.EqualTo("no-cache"));
    }

    [TestCase("/assets/3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1", HttpStatusCode.NotFound)]
    [TestCase("/assets?limit=0", HttpStatusCode.BadRequest)]
    [TestCase("/schemas/csv", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_yet_has_no_tag_and_is_not_stored(string address, HttpStatusCode expected)
    {
        await Given.TransformationAsync();
        using var response = await Client.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
        Assert.That(response.Headers.ETag, Is.Null);
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
    }

    [TestCase("/data")]
    [TestCase("/assets")]
    public async Task A_client_that_has_any_version_of_a_page_has_this_one(string address)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.TransformationAsync();

        Assert.That(
            await TagAsync(address, "*", HttpStatusCode.NotModified),
            Is.EqualTo(await TagAsync(address, null, HttpStatusCode.OK))
        );
    }

    [Test]
    public async Task Formats_chosen_by_the_Accept_header_have_tags_of_their_own()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        await Given.TransformationAsync();
        var json = await TagAsync("/data", null, HttpStatusCode.OK);

        Assert.That(await TagAsync("/data", json, HttpStatusCode.OK, accept: "text/csv"), Is.Not.EqualTo(json));
    }

    [Test]
    public async Task A_tag_does_not_hide_that_a_request_is_invalid() =>
        await TagAsync("/data?limit=0", "*", HttpStatusCode.BadRequest);

    private async Task<string?> TagAsync(string address, string? known, HttpStatusCode expected, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", accept } } };
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await Client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(expected), address);
        return response.Headers.ETag?.ToString();
    }
}
