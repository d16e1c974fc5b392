using System.Text;
using System.Text.Json;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.UnitTests.Domain.Drift.Profiles;

/// <summary>What is counted is what a general reader of JSON finds.</summary>
public sealed class RecordProfileTests
{
    [TestCase("""{"a":1,"b":"x","c":null,"d":true,"e":false}""", TestName = "Every type")]
    [TestCase("\r\n { \"a\" : 1 , \"b\" : [ 1 , 2 ] }\t", TestName = "Spaces between tokens")]
    [TestCase(
        "{\n\t\"a\":\t1,\n\t\"b\":\t[\t2\t,\r\t\"x\"\t],\r\n\t\"c\"\t:\ttrue\t}",
        TestName = "Tabs between tokens"
    )]
    [TestCase("""{"a":{},"b":[],"c":[{},[]],"d":""}""", TestName = "Nothing within")]
    [TestCase("""{"a":"\"","b":"\\","c":"x\\\"]}","d":1}""", TestName = "Quotation marks and backslashes in texts")]
    [TestCase("""{"a\"b":1,"c\\":2}""", TestName = "Quotation marks and backslashes in names")]
    [TestCase("""{"a":[{"b":[1,"2",null]},{"b":[]}],"c":-1.5e-7}""", TestName = "Arrays of objects")]
    [TestCase("[1,2.5,\"x\"]", TestName = "An array as the record")]
    [TestCase("17", TestName = "A number as the record")]
    [TestCase("null", TestName = "Null as the record")]
    public void Types_of_paths_are_counted_whatever_stands_there(string json) =>
        Assert.That(Counted(json), Is.EqualTo(Expected(json)));

    [Test]
    public void What_lies_deeper_than_market_data_is_not_read_and_what_follows_it_is()
    {
        var deep =
            string.Concat(Enumerable.Repeat("""{"a":["]}{[",""", 20))
            + "1"
            + string.Concat(Enumerable.Repeat("]}", 20));

        var counted = Counted($$"""{"deep":{{deep}},"after":1}""");

        Assert.That(counted, Does.Contain("after Number 1"));
        Assert.That(counted.Max(path => path.Split(' ')[0].Split('.').Length), Is.LessThan(12));
    }

    [TestCase("""{"a":""", "}", 15)]
    [TestCase("[", "]", 15)]
    public void Sixteen_levels_are_read(string open, string close, int levels)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 30)) + "\"]}\"" + string.Concat(Enumerable.Repeat(close, 30));

        var counted = Counted($$"""{"deep":{{deep}},"after":1}""");

        Assert.That(counted, Has.Count.EqualTo(levels + 2).And.Contain("after Number 1"));
    }

    [Test]
    public void An_array_among_names_that_are_data_is_an_array()
    {
        var profile = new RecordProfile([], ["quotes"]);
        profile.Add("""{"quotes":[{"USD":1}]}"""u8);

        Assert.That(profile.ToProfile().Paths.Keys, Is.EqualTo(["quotes", "quotes[]", "quotes[].USD"]));
    }

    [TestCase("97245.12", 4)]
    [TestCase("-0.00012", -4)]
    [TestCase("1", 0)]
    [TestCase("0.50", -1)]
    [TestCase("-12e3", 4)]
    [TestCase("0.012E-3", -5)]
    [TestCase("1e+999", 40)]
    [TestCase("1e-99", -40)]
    public void A_number_is_counted_by_its_size(string number, int decade)
    {
        var profile = new RecordProfile([], []);
        profile.Add(Encoding.UTF8.GetBytes($$"""{"a":{{number}}}"""));

        Assert.That(profile.ToProfile().Find("a")!.Decades.Single().Key, Is.EqualTo(decade));
    }

    [TestCase("0")]
    [TestCase("-0.000e7")]
    public void Zero_has_no_size(string number)
    {
        var profile = new RecordProfile([], []);
        profile.Add(Encoding.UTF8.GetBytes($$"""{"a":{{number}}}"""));

        Assert.That(profile.ToProfile().Find("a")!.Decades.Count, Is.Zero);
    }

    [TestCase(3, 40)]
    [TestCase(40, 3)]
    [TestCase(40, 40)]
    public void Names_that_are_data_are_one_path_in_whichever_part_of_a_list_they_are_many(int first, int second)
    {
        var (profile, other) = (Keyed(first), Keyed(second));

        profile.Merge(other);

        Assert.That(profile.ToProfile().Paths.Keys, Is.EquivalentTo(new[] { "prices", "prices.*" }));

        static RecordProfile Keyed(int names)
        {
            var profile = new RecordProfile([], []);
            var prices = Enumerable.Range(1, names).Select(name => $"\"id{name}\":{name}");
            profile.Add(Encoding.UTF8.GetBytes($$$"""{"prices":{{{{string.Join(',', prices)}}}}}"""));
            return profile;
        }
    }

    private static List<string> Counted(string json)
    {
        var profile = new RecordProfile([], []);
        profile.Add(Encoding.UTF8.GetBytes(json));
        return
        [
            .. profile
                .ToProfile()
                .Paths.SelectMany(path => path.Value.Types.Select(type => $"{path.Key} {type.Key} {type.Value}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> Expected(string json)
    {
        var counts = new Dictionary<string, int>();
        Walk(JsonDocument.Parse(json).RootElement, "");
        return [.. counts.Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal)];

        void Walk(JsonElement element, string path)
        {
            var type = element.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? "Boolean"
                : element.ValueKind.ToString();
            if (path.Length > 0 && element.ValueKind != JsonValueKind.Null)
                counts[$"{path} {type}"] = counts.GetValueOrDefault($"{path} {type}") + 1;
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Walk(item, $"{path}[]");
            if (element.ValueKind == JsonValueKind.Object)
                foreach (var field in element.EnumerateObject())
                    Walk(field.Value, path.Length == 0 ? NameOf(field) : $"{path}.{NameOf(field)}");
        }
    }

    /// <summary>With its escapes, as a profile keeps it.</summary>
    private static string NameOf(JsonProperty field) =>
        field.Name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
