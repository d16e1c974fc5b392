using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class PayloadHashTests
{
    private static readonly Config s_quiet = Properties.Tried(500);

    private static readonly Gen<string> s_lexeme = Gen.Elements(
        "0",
        "-0",
        "1",
        "1.0",
        "1.10",
        "1e1",
        "10",
        "0.000000001",
        "123456789012345678901234567890",
        "true",
        "false",
        "null",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"\\u0061\"",
        "\"é\"",
        "\"\\u0000\"",
        "\"{\\\"a\\\":1}\"",
        "\"1\""
    );

    /// <summary>By <c>sha256sum</c> over canonical forms that were written by hand.</summary>
    [TestCase("{ }", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")]
    [TestCase("null", "74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b")]
    [TestCase("{\"b\": [1.10, \"x\"], \"a\": 1}", "4df21206157e8f12171c473830b0f59fe9a9b4d2fc157407a77ed853062ea788")]
    [TestCase(
        "{\"b\":\"\\u00e9\",\n\"a\":{\"y\":2,\"x\":1}}",
        "2d4cf5b5bcd0a71021ca690ae08b9151048a727314625c3a872ebea17b0002d9"
    )]
    public void Known_hashes(string payload, string hash) => Assert.That(Hash(payload), Is.EqualTo(hash));

    [Test]
    public void Every_hash_has_its_32_bytes() =>
        Assert.That(PayloadHash.Of("[]"u8), Has.Length.EqualTo(PayloadHash.Length).And.Length.EqualTo(32));

    [TestCase("{\"a\":1.0}", "{\"a\":1.00}", TestName = "A_digit_counts")]
    [TestCase("{\"a\":1}", "{\"a\":\"1\"}", TestName = "A_number_is_not_its_text")]
    [TestCase("{\"a\":null}", "{}", TestName = "Null_is_not_absent")]
    [TestCase(
        "{\"a\":1,\"a\":2}",
        "{\"a\":2,\"a\":1}",
        TestName = "The_order_of_equal_keys_counts_because_the_last_one_wins"
    )]
    [TestCase("[1,2]", "[2,1]", TestName = "The_order_of_an_array_counts")]
    [TestCase("{\"a\":{\"b\":1}}", "{\"b\":{\"a\":1}}", TestName = "What_lies_in_what_counts")]
    public void Different_payloads(string one, string other) => Assert.That(Hash(one), Is.Not.EqualTo(Hash(other)));

    [Test]
    public void A_payload_that_is_refused_leaves_nothing_behind_for_the_next()
    {
        Assert.That(() => PayloadHash.Of("{\"a\":[1,2,3],\"b\""u8), Throws.InstanceOf<JsonException>());
        Assert.That(Hash("{}"), Is.EqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
    }

    [Test, Promise(3)]
    public void However_keys_are_shuffled_and_spaced_the_hash_is_the_same()
    {
        var cases = from value in Value(4) from seed in Gen.Choose(0, int.MaxValue) select (value, seed);
        Prop.ForAll(
                cases.ToArbitrary(),
                pair =>
                    Assert.That(Hash(pair.value.Text(new Random(pair.seed))), Is.EqualTo(Hash(pair.value.Text(null))))
            )
            .Check(s_quiet);
    }

    [Test, Promise(3)]
    public void Any_one_lexeme_that_changes_changes_the_hash()
    {
        var cases =
            from value in Value(4)
            from at in Gen.Choose(0, int.MaxValue)
            from lexeme in s_lexeme
            select (value, at, lexeme);
        var changed = 0;
        Prop.ForAll(
                cases.ToArbitrary(),
                next =>
                {
                    var leaves = next.value.Leaves().ToList();
                    if (leaves.Count == 0)
                        return;

                    var before = Hash(next.value.Text(null));
                    var leaf = leaves[next.at % leaves.Count];
                    if (leaf.Lexeme == next.lexeme)
                        return;
                    leaf.Lexeme = next.lexeme;
                    changed++;
                    Assert.That(Hash(next.value.Text(null)), Is.Not.EqualTo(before));
                }
            )
            .Check(s_quiet);
        Assert.That(changed, Is.GreaterThan(100), "cases that changed anything");
    }

    private static string Hash(string payload) =>
        Convert.ToHexStringLower(PayloadHash.Of(Encoding.UTF8.GetBytes(payload)));

    private static Gen<Json> Value(int depth)
    {
        var leaf = from lexeme in s_lexeme select new Json { Lexeme = lexeme };
        if (depth == 0)
            return leaf;

        // Keys that are prefixes of each other; enough of them for both ways of sorting.
        var keys =
            from count in Gen.Elements(0, 1, 3, 6, 90)
            select Enumerable
                .Range(0, count)
                .Select(number => count <= 6 ? "aa!a\"é"[..number] : $"k{number % 10}!{number}")
                .Distinct()
                .ToList();
        var members =
            from names in keys
            from values in Value(names.Count > 6 ? 0 : depth - 1).ArrayOf(names.Count)
            select new Json { Members = [.. names.Zip(values)] };
        var items = from values in Value(depth - 1).ListOf() select new Json { Items = [.. values.Take(4)] };
        return Gen.Frequency((1, leaf), (3, members), (1, items));
    }

    /// <summary>A JSON value whose text can be written in any order of its keys.</summary>
    private sealed class Json
    {
        public string Lexeme { get; set; } = "";
        public List<(string Key, Json Value)>? Members { get; init; }
        public List<Json>? Items { get; init; }

        public IEnumerable<Json> Leaves() =>
            Members is not null ? Members.SelectMany(member => member.Value.Leaves())
            : Items is not null ? Items.SelectMany(item => item.Leaves())
            : [this];

        public string Text(Random? shuffle)
        {
            var space = shuffle is null ? "" : new string(' ', shuffle.Next(3));
            if (Items is not null)
                return $"[{space}{string.Join("," + space, Items.Select(item => item.Text(shuffle)))}]";
            if (Members is null)
                return space + Lexeme + space;

            var members = Members.ToArray();
            shuffle?.Shuffle(members);
            return "{"
                + space
                + string.Join(
                    space + ",",
                    members.Select(member =>
                        $"{JsonSerializer.Serialize(member.Key)}{space}:{member.Value.Text(shuffle)}"
                    )
                )
                + "}";
        }
    }
}
