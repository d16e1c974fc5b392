using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonFieldsTests
{
    private static readonly JsonFields s_object = new("a", "b", "c.d", "e[1]");
    private static readonly JsonFields s_array = new("[1]", "[2].x");

    private static readonly Field[] s_missing =
    [
        Field.Missing("a"),
        Field.Missing("b"),
        Field.Missing("c.d"),
        Field.Missing("e[1]"),
    ];

    [Test]
    public void Fields_are_found_at_their_places_whatever_stands_around_them() =>
        Assert.That(
            Read(s_object, """{"x":{"a":9},"a":{"b":8,"c":{"d":7}},"b":1,"c":{"x":[],"d":"t"},"e":[[6,6],2.50,5]}"""),
            Is.EqualTo(
                new[]
                {
                    Field.Other("a", """{"b":8,"c":{"d":7}},"b":1,"c":{"x":[],"d":"t"},"e":[[6,6],2.50,5]}"""),
                    Field.OfNumber("b", "1"),
                    Field.OfText("c.d", "t"),
                    Field.OfNumber("e[1]", "2.50"),
                }
            )
        );

    [TestCase("""[[9,9],7,{"x":1}]""")]
    [TestCase("""[{"x":9},7,{"y":[9],"x":1},{"x":9}]""")]
    public void Elements_of_an_array_are_found_by_their_number(string json) =>
        Assert.That(
            Read(s_array, json),
            Is.EqualTo(new[] { Field.OfNumber("[1]", "7"), Field.OfNumber("[2].x", "1") })
        );

    [TestCase("""{"\u0061":1}""", "1")]
    [TestCase("""{"a":0,"a":1}""", "1")]
    [TestCase("""{"\u0061\u0061":0,"aa":0,"A":0}""", null)]
    public void A_name_counts_by_its_characters_and_of_equal_names_the_last(string json, string? number) =>
        Assert.That(
            Read(s_object, json)[0],
            Is.EqualTo(number is null ? Field.Missing("a") : Field.OfNumber("a", number))
        );

    [TestCase("{}")]
    [TestCase("""{"c":{"d":1},"c":2,"e":[0,1],"e":null}""")]
    public void What_a_payload_lacks_is_missing_even_where_an_earlier_value_had_it(string json) =>
        Assert.That(Read(s_object, json, before: """{"a":1,"b":2,"c":{"d":3},"e":[0,4]}"""), Is.EqualTo(s_missing));

    [TestCase("[1]", "payload is [1], not a JSON object")]
    [TestCase("\"a\"", "payload is \"a\", not a JSON object")]
    public void A_payload_that_is_no_object_is_refused_with_what_it_is(string json, string reason) =>
        Assert.That(
            Refusal(s_object, json),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.NotAnObject, reason))
        );

    [Test]
    public void A_payload_that_is_no_array_is_refused_where_records_are_arrays() =>
        Assert.That(
            Refusal(s_array, "{}"),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.NotAnObject, "payload is {}, not a JSON array"))
        );

    [TestCase(""), TestCase("{"), TestCase("{\"a\":1}}"), TestCase("{\"a\" 1}")]
    public void A_payload_that_is_no_JSON_is_refused_with_the_reason(string json) =>
        Assert.That(
            Refusal(s_object, json),
            Has.Property("Kind")
                .EqualTo(TransformFailureType.NotAnObject)
                .And.Property("Reason")
                .StartsWith("payload is not JSON: ")
        );

    [Test]
    public void Nesting_is_read_down_to_the_limit_and_refused_beyond([Values(0, 1)] int more)
    {
        var depth = CanonicalJson.MaxDepth - 1 + more;
        var json = $$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},"a":1}""";

        Assert.That(
            Refusal(s_object, json),
            more == 0
                ? Is.Null
                : Is.EqualTo(
                    new Mapping.Rejected(TransformFailureType.TooDeep, "payload is nested deeper than 256 levels")
                )
        );
    }

    [Test]
    public void A_place_cannot_be_in_an_object_and_in_an_array() =>
        Assert.That(
            () => new JsonFields("a.b", "a[0]"),
            Throws.ArgumentException.With.Message.StartsWith("a is read as an object and as an array.")
        );

    [Test]
    public void More_fields_than_there_is_room_for_are_refused_when_they_are_named() =>
        Assert.That(
            () => new JsonFields([.. Enumerable.Range(0, FieldBuffer.Capacity + 1).Select(at => $"f{at}")]),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    private static Mapping.Rejected? Refusal(JsonFields fields, string json)
    {
        FieldBuffer found = default;
        return fields.Read(Encoding.UTF8.GetBytes(json), found);
    }

    private static Field[] Read(JsonFields fields, string json, string? before = null)
    {
        FieldBuffer found = default;
        if (before is not null)
            Assert.That(fields.Read(Encoding.UTF8.GetBytes(before), found), Is.Null);
        Assert.That(fields.Read(Encoding.UTF8.GetBytes(json), found), Is.Null);
        return ((ReadOnlySpan<Field>)found)[..(fields == s_array ? 2 : 4)].ToArray();
    }
}
