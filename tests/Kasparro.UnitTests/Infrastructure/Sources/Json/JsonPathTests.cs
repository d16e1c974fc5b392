using System.Text;
using System.Text.Json;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonPathTests
{
    [TestCase("a", """{"a": [1, {"b":2}] ,"c":3}""", "[1, {\"b\":2}]")]
    [TestCase("a.b", """{"b":0,"a":{"c":{"b":0},"b":1.50}}""", "1.50")]
    [TestCase("a.b", """{"a":{"b":1},"a":{"b":2}}""", "2")]
    [TestCase("a.b", """{"a":[{"b":0}],"a":{"b":2}}""", "2")]
    [TestCase("a.b", """{"a":{"b":1},"a":[{"b":0}]}""", null)]
    [TestCase("a.b", """{"\u0061":{"\u0062":"x"}}""", "\"x\"")]
    [TestCase("a", """[{"a":1}]""", null)]
    [TestCase("a", "7", null)]
    [TestCase("a.b", """{"a":7,"b":1}""", null)]
    [TestCase("a", "{}", null)]
    public void A_value_is_found_at_its_place_and_nowhere_else(string path, string json, string? value)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var found = new JsonPath(path).Find(bytes);

        Assert.That(found is { } at ? Encoding.UTF8.GetString(bytes[at]) : null, Is.EqualTo(value));
        Assert.That(new JsonPath(path).TryFind(bytes), Is.EqualTo(found));
    }

    [
        TestCase(""),
        TestCase("{\"a\":1"),
        TestCase("{\"a\":1} x"),
        TestCase("{\"a\":1}{\"a\":2}"),
        TestCase("[1,2"),
        TestCase("x")
    ]
    public void A_text_that_is_not_one_JSON_value_has_none(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        Assert.That(() => new JsonPath("a").Find(bytes), Throws.InstanceOf<JsonException>());
        Assert.That(new JsonPath("a").TryFind(bytes), Is.Null);
    }
}
