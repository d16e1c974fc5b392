using System.Buffers;
using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class CanonicalJsonTests
{
    [TestCase("""{"b":1,"a":2}""", """{"a":2,"b":1}""", TestName = "Keys_are_sorted")]
    [TestCase(
        """{"z":{"b":[{"d":1,"c":2}],"a":0},"y":1}""",
        """{"y":1,"z":{"a":0,"b":[{"c":2,"d":1}]}}""",
        TestName = "Keys_are_sorted_at_every_level"
    )]
    [TestCase("""[3,1,{"b":1,"a":2},2]""", """[3,1,{"a":2,"b":1},2]""", TestName = "The_order_of_an_array_is_kept")]
    [TestCase(
        """{"a!":1,"a":2,"ab":3,"":4,"B":5}""",
        """{"":4,"B":5,"a":2,"a!":1,"ab":3}""",
        TestName = "A_key_stands_before_those_that_it_is_a_prefix_of"
    )]
    [TestCase(
        """{"é":1,"z":2,"😀":3,"￿":4}""",
        """{"z":2,"é":1,"￿":4,"😀":3}""",
        TestName = "Keys_are_sorted_by_their_bytes_not_by_UTF16"
    )]
    [TestCase(
        """{"b":1,"a":1,"b":2,"a":0}""",
        """{"a":1,"a":0,"b":1,"b":2}""",
        TestName = "Equal_keys_keep_their_order"
    )]
    [TestCase(
        """{"\u0062":1,"a":2,"b":3}""",
        """{"\u0062":1,"a":2,"b":3}""",
        TestName = "A_key_is_sorted_as_it_is_written"
    )]
    [TestCase(
        " \t\r\n{ \"a\" : [ 1 , 2 ] ,\n\"b\" :\t{ } }\r\n ",
        """{"a":[1,2],"b":{}}""",
        TestName = "Space_between_tokens_goes"
    )]
    [TestCase("""{"a":"  b  c "}""", """{"a":"  b  c "}""", TestName = "Space_within_a_text_stays")]
    [TestCase(
        """[1.10,1e5,1E+05,-0,0.0,123456789012345678901234567890.10]""",
        """[1.10,1e5,1E+05,-0,0.0,123456789012345678901234567890.10]""",
        TestName = "Numbers_keep_every_digit"
    )]
    [TestCase(
        """["\u0000","\ud800","\/","/","\u00e9","é","\"\\\""]""",
        """["\u0000","\ud800","\/","/","\u00e9","é","\"\\\""]""",
        TestName = "Escapes_stay_as_they_were_written"
    )]
    [TestCase(
        """{"k\"1":"a","k\\":"b"}""",
        """{"k\"1":"a","k\\":"b"}""",
        TestName = "Escapes_in_keys_stay_as_they_were_written"
    )]
    [TestCase(
        """{"a":{},"b":[],"c":[{}],"d":[[]],"e":""}""",
        """{"a":{},"b":[],"c":[{}],"d":[[]],"e":""}""",
        TestName = "Empty_containers_stay"
    )]
    [TestCase("{}", "{}", TestName = "An_empty_object")]
    [TestCase(" [ ] ", "[]", TestName = "An_empty_array")]
    [TestCase(" null ", "null", TestName = "Null_alone")]
    [TestCase("true", "true", TestName = "True_alone")]
    [TestCase(" 1.50 ", "1.50", TestName = "A_number_alone")]
    [TestCase("\"a b\"", "\"a b\"", TestName = "A_text_alone")]
    public void Canonical_form(string json, string canonical) => Assert.That(Canonical(json), Is.EqualTo(canonical));

    /// <summary>Both ways of sorting: up to 64 members, and more.</summary>
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(1_000)]
    public void Objects_of_any_size_are_sorted_and_equal_keys_keep_their_order(int count)
    {
        var members = Enumerable
            .Range(0, count)
            .Select(number => (Key: $"k{number * 7919 % count / 2:D4}", Value: number))
            .ToList();
        var json = Object(members);
        Assert.That(Canonical(json), Is.EqualTo(Object(members.OrderBy(member => member.Key, StringComparer.Ordinal))));

        static string Object(IEnumerable<(string Key, int Value)> members) =>
            $$"""{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}""";
    }

    [TestCase("[", "]")]
    [TestCase("{\"a\":", "}")]
    public void Nesting_is_sorted_up_to_the_limit_and_kept_as_sent_beyond(string open, string close)
    {
        const string Sent = """{ "b":1,"a":2}""";
        const string Sorted = """{"a":2,"b":1}""";
        const int Limit = CanonicalJson.MaxDepth;

        Assert.That(Canonical(Nested(Sent, Limit - 1)), Is.EqualTo(Nested(Sorted, Limit - 1)));
        Assert.That(Canonical(Nested(Sent, Limit)), Is.EqualTo(Nested(Sent, Limit)));
        Assert.That(Canonical(Nested(Sent, 100_000)), Is.EqualTo(Nested(Sent, 100_000)));

        string Nested(string inner, int depth) =>
            string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
    }

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public void Nesting_that_never_ends_is_refused_without_harm_to_the_process(string open) =>
        Assert.That(
            () => Canonical(string.Concat(Enumerable.Repeat(open, 1_000_000))),
            Throws.InstanceOf<JsonException>()
        );

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("{} {}")]
    [TestCase("{}x")]
    [TestCase("1 2")]
    [TestCase("{\"a\":1")]
    [TestCase("{\"a\":1,}")]
    [TestCase("[1,]")]
    [TestCase("{\"a\"}")]
    [TestCase("{a:1}")]
    [TestCase("[1] // all of it")]
    [TestCase("[01]")]
    [TestCase("[NaN]")]
    [TestCase("[\"a\nb\"]")]
    [TestCase("{\"a\":{\"b\":tru}}")]
    [TestCase("\uFEFF{}")]
    public void What_is_not_one_JSON_value_is_refused(string text) =>
        Assert.That(() => Canonical(text), Throws.InstanceOf<JsonException>());

    private static string Canonical(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(Encoding.UTF8.GetBytes(json), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
