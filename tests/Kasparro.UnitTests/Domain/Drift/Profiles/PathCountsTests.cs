using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.UnitTests.Domain.Drift.Profiles;

public sealed class PathCountsTests
{
    [TestCase(0, 0, 0)]
    [TestCase(4, 1, 0.25)]
    [TestCase(4, 4, 1)]
    [TestCase(4, 5, 1, Description = "halved counts are rounded")]
    public void Presence_is_the_share_of_records(int rows, int seen, double expected) =>
        Assert.That(new PathCounts { Rows = rows, Seen = seen }.Presence, Is.EqualTo(expected));

    [TestCase(0, 0, 0, NullClass.Never)]
    [TestCase(4, 0, 0, NullClass.Never)]
    [TestCase(4, 1, 0.25, NullClass.Sometimes)]
    [TestCase(4, 4, 1, NullClass.Always)]
    [TestCase(4, 5, 1, NullClass.Always)]
    public void Nulls_are_counted_among_what_was_seen(int seen, int nulls, double share, NullClass @class)
    {
        var counts = new PathCounts { Seen = seen, Nulls = nulls };

        Assert.That((counts.NullShare, counts.NullClass), Is.EqualTo((share, @class)));
    }

    [Test]
    public void The_median_decade_lies_within_the_decade_that_has_the_middle_number()
    {
        Assert.That(Decades().MedianDecade, Is.Null);
        Assert.That(Decades((3, 10)).MedianDecade, Is.EqualTo(3.5));
        Assert.That(Decades((-2, 1), (4, 2), (5, 1)).MedianDecade, Is.EqualTo(4.5));
        Assert.That(Decades((-2, 2), (4, 2)).MedianDecade, Is.EqualTo(-1.0));
        Assert.That(Decades((-2, 0), (4, 2)).MedianDecade, Is.EqualTo(4.5));
    }

    [Test]
    public void Two_counts_together_are_their_sums_and_the_halves_of_these_what_was()
    {
        var one = new PathCounts
        {
            Rows = 8,
            Seen = 6,
            Nulls = 2,
            Types = new() { [JsonType.String] = 4 },
            Formats = new() { [ValueFormat.Url] = 4 },
            Decades = new() { [1] = 2 },
            Hosts = new(StringComparer.Ordinal) { ["a.example"] = 4 },
        };

        var both = one.Plus(one);

        Assert.That((both.Rows, both.Seen, both.Nulls), Is.EqualTo((16, 12, 4)));
        Assert.That(both.Types, Is.EqualTo(new Dictionary<JsonType, long> { [JsonType.String] = 8 }));
        Assert.That(both.Formats, Is.EqualTo(new Dictionary<ValueFormat, long> { [ValueFormat.Url] = 8 }));
        Assert.That(both.Decades, Is.EqualTo(new Dictionary<int, long> { [1] = 4 }));
        Assert.That(both.Hosts, Is.EqualTo(new Dictionary<string, long> { ["a.example"] = 8 }));
        var half = both.Halved();
        Assert.That((half.Rows, half.Seen, half.Nulls), Is.EqualTo((8, 6, 2)));
        Assert.That(half.Types, Is.EqualTo(one.Types));
        Assert.That(half.Formats, Is.EqualTo(one.Formats));
        Assert.That(half.Decades, Is.EqualTo(one.Decades));
        Assert.That(half.Hosts, Is.EqualTo(one.Hosts));
    }

    [Test]
    public void A_key_is_dominant_where_nine_tenths_of_the_values_have_it()
    {
        Assert.That(Dominant((JsonType.String, 9), (JsonType.Number, 1)), Is.EqualTo(JsonType.String));
        Assert.That(Dominant((JsonType.String, 89), (JsonType.Number, 11)), Is.Null);
        Assert.That(Dominant((JsonType.Number, 1)), Is.EqualTo(JsonType.Number));
        Assert.That(Dominant(), Is.Null);
    }

    private static PathCounts Decades(params (int Decade, long Count)[] decades) =>
        new() { Decades = new(decades.ToDictionary(pair => pair.Decade, pair => pair.Count)) };

    private static JsonType? Dominant(params (JsonType Type, long Count)[] types) =>
        PathCounts.Dominant(
            new SortedDictionary<JsonType, long>(types.ToDictionary(pair => pair.Type, pair => pair.Count))
        );
}
