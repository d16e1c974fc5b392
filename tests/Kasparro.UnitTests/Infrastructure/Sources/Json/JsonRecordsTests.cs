using System.Text;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonRecordsTests
{
    private const string Mixed = """ [ 1 ,"a,]",{"b":[1, 2]} , [],[[]], null ,-1.50e+7,{} ] """;

    private static readonly string[] s_elements =
    [
        "1",
        "\"a,]\"",
        """{"b":[1, 2]}""",
        "[]",
        "[[]]",
        "null",
        "-1.50e+7",
        "{}",
    ];

    [Test]
    public void Elements_are_the_texts_as_sent_whatever_the_size_of_a_part([Range(1, 10)] int size)
    {
        var body = Read(Mixed);
        var parts = body.Parts(size).ToList();

        Assert.That(parts.SelectMany(part => part).Select(Text), Is.EqualTo(s_elements));
        Assert.That(parts.SkipLast(1).Select(part => part.Count), Is.All.EqualTo(size));
        Assert.That(body.Count, Is.EqualTo(s_elements.Length));
    }

    [TestCase("[]"), TestCase(" [ ] "), TestCase("\uFEFF[]")]
    public void An_empty_array_has_no_parts(string json) => Assert.That(Read(json).Parts(3), Is.Empty);

    [Test]
    public void Parts_can_be_taken_out_again()
    {
        var body = Read(Mixed);
        Assert.That(body.Parts(3).SelectMany(part => part).Select(Text), Is.EqualTo(s_elements));
        Assert.That(body.Parts(3).SelectMany(part => part).Select(Text), Is.EqualTo(s_elements));
    }

    [Test]
    public void Elements_are_slices_and_not_copies()
    {
        var bytes = Encoding.UTF8.GetBytes("[123]");
        var element = JsonRecords.Read(bytes).Parts(1).Single().Single();
        bytes[1] = (byte)'9';
        Assert.That(Text(element), Is.EqualTo("923"));
    }

    [TestCase("[1,2", true, "stops at byte 4, after 1 whole records")]
    [TestCase("[1,2,", true, "stops at byte 5, after 2 whole records")]
    [TestCase("[[[[[[[[", true, "stops at byte 8, after 0 whole records")]
    [TestCase("[1,2]]", false, "not JSON behind byte")]
    [TestCase("[1 2]", false, "not JSON behind byte")]
    [TestCase("{}", false, "a JSON object instead of an array")]
    [TestCase("\"[]\"", false, "a JSON string instead of an array")]
    [TestCase("7", false, "a JSON number instead of an array")]
    [TestCase("null", false, "a JSON null instead of an array")]
    [TestCase("true", false, "a JSON value instead of an array")]
    public void What_is_no_array_is_refused_with_its_place(string json, bool endsEarly, string problem)
    {
        var refusal = Assert.Throws<JsonRecordsException>(() => Read(json))!;
        Assert.That(refusal.Message, Does.Contain(problem).And.Not.Contain("LineNumber"));
        Assert.That(refusal.EndsEarly, Is.EqualTo(endsEarly));
    }

    [TestCase("""{"result":[]}""", false, "a JSON value without data")]
    [TestCase("""{"data":[],"x":""", true, "JSON that stops at byte 15")]
    [TestCase("""{"data" []}""", false, "text that is not JSON: ")]
    public void A_response_without_the_place_of_its_records_is_refused(string json, bool endsEarly, string problem)
    {
        var refusal = Assert.Throws<JsonRecordsException>(() =>
            JsonRecords.Read(Encoding.UTF8.GetBytes(json), new JsonPath("data"))
        )!;
        Assert.That(refusal.Message, Does.StartWith(problem).And.Not.Contain("LineNumber"));
        Assert.That(refusal.EndsEarly, Is.EqualTo(endsEarly));
    }

    [Test]
    public void Members_of_an_object_are_records_with_names([Range(1, 4)] int size)
    {
        const string Json = """ {"a": {"x":[1]} , "b\u0041":7,"a":null} """;
        var body = JsonRecords.Read(Encoding.UTF8.GetBytes(Json), areMembers: true);

        var records = body.Parts(size).SelectMany(part => part).ToList();
        Assert.That(records.Select(record => record.Name), Is.EqualTo(new[] { "a", "bA", "a" }));
        Assert.That(records.Select(Text), Is.EqualTo(new[] { """{"x":[1]}""", "7", "null" }));
        Assert.That(body.Count, Is.EqualTo(3));
    }

    [TestCase("""{"a":{},"b":{"c""", true, "stops at byte 15, after 1 whole records")]
    [TestCase("[{}]", false, "a JSON array instead of an object")]
    [TestCase("{\"a\":1}}", false, "not JSON behind byte")]
    public void What_is_no_object_is_refused_where_records_are_members(string json, bool endsEarly, string problem)
    {
        var refusal = Assert.Throws<JsonRecordsException>(() =>
            JsonRecords.Read(Encoding.UTF8.GetBytes(json), areMembers: true)
        )!;
        Assert.That(refusal.EndsEarly, Is.EqualTo(endsEarly));
        Assert.That(refusal.Message, Does.Contain(problem));
    }

    private static JsonRecords Read(string json) => JsonRecords.Read(Encoding.UTF8.GetBytes(json));

    private static string Text(JsonRecordText element) => Encoding.UTF8.GetString(element.Text.Span);
}
