using System.Text;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.UnitTests.Domain.Drift.Profiles;

/// <summary>What a profile says of the values themselves, and what it has no room for.</summary>
public sealed class ValueFormatTests
{
    [TestCase("\"2026-03-01\"", ValueFormat.IsoDate)]
    [TestCase("\"2026-03-01T04:05:06Z\"", ValueFormat.IsoTime)]
    [TestCase("\"2026-03-01 04:05:06\"", ValueFormat.IsoTime)]
    [TestCase("\"2026-03-01T04:05:06.000Z\"", ValueFormat.IsoTime, Description = "whole seconds")]
    [TestCase("\"2026-03-01T04:05:06.001Z\"", ValueFormat.IsoTimeFraction)]
    [TestCase("\"2026-03-01x\"", ValueFormat.Other)]
    [TestCase("\"2026/03/01\"", ValueFormat.Other)]
    [TestCase("\"2026-0301\"", ValueFormat.NumericText)]
    [TestCase("1772337906", ValueFormat.UnixSeconds)]
    [TestCase("\"1772337906\"", ValueFormat.UnixSeconds)]
    [TestCase("1772337906123", ValueFormat.UnixMilliseconds)]
    [TestCase("\"1772337906123\"", ValueFormat.UnixMilliseconds)]
    [TestCase("2772337906", ValueFormat.Other, Description = "after 2033")]
    [TestCase("177233790612", ValueFormat.Other, Description = "twelve digits")]
    [TestCase("177233790.6", ValueFormat.Other)]
    [TestCase("\"97245.12\"", ValueFormat.NumericText)]
    [TestCase("\"-1.5e-7\"", ValueFormat.NumericText)]
    [TestCase("\".5\"", ValueFormat.NumericText)]
    [TestCase("\"12 USD\"", ValueFormat.Other)]
    [TestCase("\"https://a.example/x\"", ValueFormat.Url)]
    [TestCase("\"http://a.example\"", ValueFormat.Url)]
    [TestCase("\"https:a.example\"", ValueFormat.Other)]
    [TestCase("\"hello\"", ValueFormat.Other)]
    [TestCase("\"\"", ValueFormat.Other)]
    public void A_value_has_the_format_that_its_characters_say(string json, ValueFormat format) =>
        Assert.That(Profile($$"""{"a":{{json}}}""").Paths["a"].Formats.Single().Key, Is.EqualTo(format));

    [Test]
    public void Hosts_are_counted_with_or_without_a_path_and_eight_of_them_at_most()
    {
        var hosts = Enumerable.Range(1, 9).Select(host => $"\"https://h{host}.example/{host}\"");

        Assert.That(
            Profile("""{"a":["https://h1.example","http://h1.example/x/y"]}""").Paths["a[]"].Hosts,
            Is.EqualTo(new Dictionary<string, long> { ["h1.example"] = 2 })
        );
        Assert.That(
            Profile($$"""{"a":[{{string.Join(',', hosts)}},"https://h8.example"]}""").Paths["a[]"].Hosts,
            Has.Count.EqualTo(8).And.ContainKey("h8.example").WithValue(2)
        );
    }

    [Test]
    public void A_path_is_seen_once_in_a_record_however_often_it_stands_there()
    {
        var counts = Profile("""{"a":[1,null,3]}""", """{"a":[4,5]}""", """{"a":[]}""", "{}").Paths["a[]"];

        Assert.That((counts.Rows, counts.Seen, counts.Nulls, counts.Types[JsonType.Number]), Is.EqualTo((4, 2, 1, 4)));
    }

    [TestCase(500, true)]
    [TestCase(501, false)]
    public void A_name_of_more_than_500_characters_is_text_of_someone(int length, bool isCounted) =>
        Assert.That(
            Profile($$"""{"{{new string('n', length)}}":1,"after":2}""").Paths,
            Has.Count.EqualTo(isCounted ? 2 : 1).And.ContainKey("after")
        );

    [TestCase(32, 32)]
    [TestCase(33, 1)]
    public void More_than_32_names_of_values_of_one_type_are_data(int names, int paths)
    {
        var prices = Enumerable.Range(1, names).Select(name => $"\"id{name}\":{name}");

        Assert.That(
            Profile($$$"""{"prices":{{{{string.Join(',', prices)}}}}}""").Paths.Keys.Count(path => path != "prices"),
            Is.EqualTo(paths)
        );
    }

    [Test]
    public void Many_names_of_values_of_several_types_are_fields()
    {
        var fields = Enumerable.Range(1, 40).Select(name => name % 2 == 0 ? $"\"f{name}\":1" : $"\"f{name}\":\"x\"");

        Assert.That(
            Profile($$$"""{"details":{{{{string.Join(',', fields)}}}}}""").Paths,
            Has.Count.EqualTo(41).And.Not.ContainKey("details.*")
        );
    }

    [Test]
    public void The_record_itself_has_fields_however_many_they_are() =>
        Assert.That(
            Profile($$"""{{{string.Join(',', Enumerable.Range(1, 100).Select(name => $"\"f{name}\":1"))}}}""").Paths,
            Has.Count.EqualTo(100)
        );

    [Test]
    public void Random_names_do_not_fill_the_memory()
    {
        var records = Enumerable
            .Range(0, 30)
            .Select(record =>
                $$"""{{{string.Join(',', Enumerable.Range(0, 100).Select(name => $"\"r{record}n{name}\":1"))}}}"""
            );

        Assert.That(Profile([.. records]).Paths, Has.Count.EqualTo(2_000));
    }

    private static SchemaProfile Profile(params string[] records)
    {
        var profile = new RecordProfile([], []);
        foreach (var record in records)
            profile.Add(Encoding.UTF8.GetBytes(record));
        return profile.ToProfile();
    }
}
