using System.Text;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.UnitTests.Domain.Drift.Profiles;

/// <summary>A record that repeats the order of the one before is read faster, and counted alike.</summary>
public sealed class RepeatedRecordsTests
{
    [TestCase("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "a:2 b:2")]
    [TestCase("""{"a":1}""", """{"ab":1}""", "a:1 ab:1", Description = "a name that begins like the one before")]
    [TestCase("""{"ab":1}""", """{"a":1}""", "a:1 ab:1")]
    [TestCase("""{"ab":1}""", """{"a":"b"}""", "a:1 ab:1")]
    [TestCase("""{"abc":1}""", """{"a":1}""", "a:1 abc:1", Description = "longer than what is left of the record")]
    [TestCase("""{"a":1,"b":2}""", """{"b":1,"c":{"b":2}}""", "a:1 b:2 c:1 c.b:1")]
    [TestCase("""{"a":1,"b":2}""", """{ "a" : 1 , "b" : 2 }""", "a:2 b:2")]
    [TestCase("""{"a":1,"b":2}""", """{"b":1}""", "a:1 b:2")]
    public void Names_are_never_confused_whatever_their_order(string first, string second, string paths)
    {
        var profile = Profile(first, second);

        Assert.That(string.Join(' ', profile.Paths.Select(path => $"{path.Key}:{path.Value.Seen}")), Is.EqualTo(paths));
    }

    [Test]
    public void Two_parts_of_a_list_count_what_they_have_together()
    {
        var (first, second) = (new RecordProfile([], []), new RecordProfile([], []));
        first.Add("""{"a":null,"b":1}"""u8);
        second.Add("""{"a":null}"""u8);

        first.Merge(second);

        var counts = first.ToProfile().Paths["a"];
        Assert.That((counts.Rows, counts.Seen, counts.Nulls), Is.EqualTo((2, 2, 2)));
    }

    /// <summary>Stored with the schema of every source: another value would look like other records.</summary>
    [Test]
    public void The_version_of_a_shape_is_the_same_for_ever() =>
        Assert.That(Profile("""{"b":"x","a":1.5,"c":null}""").Version, Is.EqualTo("c885db79519d58a1"));

    private static SchemaProfile Profile(params string[] records)
    {
        var profile = new RecordProfile([], []);
        foreach (var record in records)
            profile.Add(Encoding.UTF8.GetBytes(record));
        return profile.ToProfile();
    }
}
