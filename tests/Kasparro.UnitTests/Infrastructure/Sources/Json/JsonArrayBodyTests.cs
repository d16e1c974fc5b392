using System.Text;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonArrayBodyTests
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
        var element = JsonArrayBody.Read(bytes).Parts(1).Single().Single();
        bytes[1] = (byte)'9';
        Assert.That(Text(element), Is.EqualTo("923"));
    }

    [TestCase("[1,2", true, "stops at byte 4, after 1 whole records")]
    [TestCase("[1,2,", true, "stops at byte 5, after 2 whole records")]
    [TestCase("[[[[[[[[", true, "stops at byte 8, after 0 whole records")]
    [TestCase("[1,2]]", false, "not JSON behind byte")]
    [TestCase("[1 2]", false, "not JSON behind byte")]
    [TestCase("{}", false, "a JSON object instead of an array")]
    public void What_is_no_array_is_refused_with_its_place(string json, bool endsEarly, string problem)
    {
        var refusal = Assert.Throws<JsonArrayException>(() => Read(json))!;
        Assert.That(refusal.Message, Does.Contain(problem));
        Assert.That(refusal.EndsEarly, Is.EqualTo(endsEarly));
    }

    private static JsonArrayBody Read(string json) => JsonArrayBody.Read(Encoding.UTF8.GetBytes(json));

    private static string Text(ReadOnlyMemory<byte> element) => Encoding.UTF8.GetString(element.Span);
}
