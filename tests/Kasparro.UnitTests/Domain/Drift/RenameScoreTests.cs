using System.Text;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>Half of it are values, three tenths types and formats, two tenths the words of the names.</summary>
public sealed class RenameScoreTests
{
    [TestCase("market_cap", "marketCap", 1)]
    [TestCase("quote.USD.marketCapUSD", "market_cap_usd", 1)]
    [TestCase("a.price", "b.price", 1)]
    [TestCase("MarketCap", "market_cap", 1)]
    [TestCase("price", "last_price", 2 / 3.0)]
    [TestCase("price_usd", "usd_price", 1)]
    [TestCase("price", "volume", 0)]
    [TestCase("price24h", "price_24h", 0)]
    public void Names_agree_by_their_words_however_these_are_joined(string old, string @new, double share) =>
        Assert.That(Score(old, "1", @new, "1", pairs: 0), Is.EqualTo(0.3 + (0.2 * share)).Within(1e-9));

    [TestCase("1", "2", 0.3)]
    [TestCase("1", "\"x\"", 0)]
    [TestCase("\"https://a.example/x\"", "\"plain words\"", 0.15)]
    [TestCase("\"some words\"", "\"plain words\"", 0.3)]
    public void Types_agree_wholly_only_with_their_formats(string was, string @is, double score) =>
        Assert.That(Score("old", was, "new", @is, pairs: 0), Is.EqualTo(score).Within(1e-9));

    [TestCase("100", "100", 0.5)]
    [TestCase("100", "110", 0.5, Description = "the market moves")]
    [TestCase("100", "111", 0.5)]
    [TestCase("100", "112", 0)]
    [TestCase("-100", "-95", 0.5)]
    [TestCase("\"x\"", "\"x\"", 0.5)]
    [TestCase("\"x\"", "\"y\"", 0)]
    public void Values_agree_where_they_are_equal_or_numbers_nearly_so(string was, string @is, double score) =>
        Assert.That(Score("old", was, "new", @is, pairs: 20), Is.EqualTo(0.3 + score).Within(1e-9));

    [Test]
    public void Values_say_nothing_where_too_few_can_be_compared()
    {
        Assert.That(Score("old", "1", "new", "1", SchemaComparison.FewestRows - 1), Is.EqualTo(0.3).Within(1e-9));
        Assert.That(Score("old", "1", "new", "1", SchemaComparison.FewestRows), Is.EqualTo(0.8).Within(1e-9));
    }

    [Test]
    public void Where_one_is_empty_there_is_nothing_to_compare()
    {
        var (before, now) = (Record("old", "1"), Record("new", "1"));
        RecordPair[] pairs =
        [
            .. Enumerable.Range(0, 20).Select(_ => new RecordPair(before, now)),
            .. Enumerable.Range(0, 80).Select(_ => new RecordPair(before, Record("new", "null"))),
            .. Enumerable.Range(0, 80).Select(_ => new RecordPair(Record("other", "1"), now)),
        ];

        Assert.That(RenameScore.Of(Profile(before), Profile(now), "old", "new", pairs), Is.EqualTo(0.8).Within(1e-9));
    }

    private static double Score(string old, string was, string @new, string @is, int pairs)
    {
        var (before, now) = (Record(old, was), Record(@new, @is));
        return RenameScore.Of(
            Profile(before),
            Profile(now),
            old,
            @new,
            [.. Enumerable.Range(0, pairs).Select(_ => new RecordPair(before, now))]
        );
    }

    private static ReadOnlyMemory<byte> Record(string path, string value) =>
        Encoding.UTF8.GetBytes(
            path.Split('.').Reverse().Aggregate(value, (inner, name) => $$"""{"{{name}}":{{inner}}}""")
        );

    private static SchemaProfile Profile(ReadOnlyMemory<byte> record)
    {
        var profile = new RecordProfile([], []);
        profile.Add(record.Span);
        return profile.ToProfile();
    }
}
