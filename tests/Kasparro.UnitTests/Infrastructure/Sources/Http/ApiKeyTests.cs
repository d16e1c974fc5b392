using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class ApiKeyTests
{
    private static readonly ApiKey s_inQuery = ApiKey.InQuery("api key", "a+b/c&d");

    [TestCase(null, "a-key")]
    [TestCase("", "a-key")]
    [TestCase("Bearer", "Bearer a-key")]
    public void A_key_in_a_header_has_its_scheme_in_front(string? scheme, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example/v1/coins?x-key=1");
        var key = ApiKey.InHeader("x-key", "a-key", scheme);

        key.AddTo(request);
        key.AddTo(request);

        Assert.That(request.Headers.GetValues("x-key"), Is.EqualTo(new[] { value }));
        Assert.That(request.RequestUri!.Query, Is.EqualTo("?x-key=1"), "a parameter of the same name is not the key");

        key.RemoveFrom(request);
        Assert.That(request.Headers, Is.Empty);
    }

    [TestCase("https://api.example/v1/coins", "?api%20key=a%2Bb%2Fc%26d", "")]
    [TestCase(
        "https://api.example/v1/coins?page=2&q=a%26b",
        "?page=2&q=a%26b&api%20key=a%2Bb%2Fc%26d",
        "?page=2&q=a%26b"
    )]
    [TestCase("https://api.example/v1/coins?api%20key=old&page=2", "?page=2&api%20key=a%2Bb%2Fc%26d", "?page=2")]
    public void A_key_in_the_query_is_there_once_and_leaves_the_other_parameters(
        string address,
        string withKey,
        string withoutKey
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        s_inQuery.AddTo(request);
        s_inQuery.AddTo(request);
        Assert.That(request.RequestUri!.AbsoluteUri, Is.EqualTo($"https://api.example/v1/coins{withKey}"));

        s_inQuery.RemoveFrom(request);
        Assert.That(request.RequestUri!.AbsoluteUri, Is.EqualTo($"https://api.example/v1/coins{withoutKey}"));
    }

    [Test]
    public void A_key_is_shown_as_the_name_of_its_place() => Assert.That($"{s_inQuery}", Is.EqualTo("api key"));
}
