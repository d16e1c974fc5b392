using System.Text;
using System.Text.Json;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonStringReaderTests
{
    [TestCase("plain é 🟥", "plain é 🟥", TestName = "Nothing is escaped")]
    [TestCase("\\\"\\\\\\/", "\"\\/", TestName = "Quotation mark, backslash and slash")]
    [TestCase("\\b\\f\\n\\r\\t", "\b\f\n\r\t", TestName = "Backspace, form feed, new line, return and tab")]
    [TestCase("a\\u0041\\u00e9b", "aAéb", TestName = "Characters by their number")]
    [TestCase("\\ud83d\\udfe5!", "🟥!", TestName = "Both halves of a pair")]
    [TestCase("\\\\u0041", "\\u0041", TestName = "A backslash before what looks like a number")]
    public void The_characters_are_those_that_were_escaped(string written, string text)
    {
        var json = Encoding.UTF8.GetBytes($"\"{written}\"");

        Assert.That(Read(json), Is.EqualTo(text));
        Assert.That(IsEqual(json, text), Is.True);
        Assert.That(IsEqual(json, $"{text}."), Is.False);
        Assert.That(JsonSerializer.Deserialize<string>(json), Is.EqualTo(text), "as a general reader has it");
    }

    [TestCase("\\ud83d", '\ud83d')]
    [TestCase("\\udfe5", '\udfe5')]
    public void Half_a_pair_stays_half_a_pair(string written, char half)
    {
        var json = Encoding.UTF8.GetBytes($"\"{written}\"");

        Assert.That(Read(json), Is.EqualTo($"{half}"));
    }

    private static string Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return JsonStringReader.Of(ref reader);
    }

    private static bool IsEqual(byte[] json, string text)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return JsonStringReader.IsEqual(ref reader, text);
    }
}
