using System.Diagnostics;
using System.Globalization;
using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Ratios, so that a slow machine changes nothing; a hundred would be each compared with each.</summary>
[NonParallelizable]
public sealed class LinkingCostTests
{
    [Test]
    public void Ten_times_the_listings_take_about_ten_times_as_long()
    {
        var (few, many) = (Catalogues(2_000, 1_000), Catalogues(20_000, 10_000));
        var (fewTime, manyTime) = (Time(few), Time(many));
        TestContext.Out.WriteLine(
            $"3,000 listings {fewTime.TotalMilliseconds:F0} ms, 30,000 {manyTime.TotalMilliseconds:F0} ms"
        );
        Assert.That(manyTime, Is.LessThan(60 * fewTime));
    }

    /// <summary>The ordinary run: what is linked stays linked, and no name is read again.</summary>
    [Test]
    public void Deciding_again_takes_a_fraction_of_the_time()
    {
        var cut = Cut([
            .. Enumerable.Range(0, 5_000).Select(i => CoinGecko($"id-{i}", $"S{i / 2}", $"Name {i}", $"{i + 1}")),
            .. Enumerable.Range(0, 5_000).Select(i => CoinPaprika($"x-{i}", $"S{i / 2}", $"Name {i}", $"{i + 1}")),
        ]);
        var outcome = IdentityRules.Decide(cut, CuratedPairs.None, []);
        Assert.That(outcome.Decisions, Has.Count.EqualTo(5_000));

        var (first, again) = (Time(cut), Time(cut, Stored([], outcome.Decisions)));
        TestContext.Out.WriteLine($"first {first.TotalMilliseconds:F0} ms, again {again.TotalMilliseconds:F0} ms");
        Assert.That(again, Is.LessThan(first));
    }

    /// <summary>The worst catalogue there can be.</summary>
    [Test]
    public void So_do_listings_that_all_have_one_label()
    {
        var (few, many) = (OneLabel(500, 250), OneLabel(5_000, 2_500));
        // Ten times as many listings: comparing all with all would allocate a hundred times as much.
        Assert.That(Allocated(many), Is.LessThan(30 * Allocated(few)));
    }

    /// <summary>Bytes: unlike time, the same on a busy machine.</summary>
    private static long Allocated(IdentityCut cut)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        IdentityRules.Decide(cut, CuratedPairs.None, []);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static TimeSpan Time(IdentityCut cut, params IReadOnlyList<StandingDecision> standing) =>
        Enumerable
            .Range(0, 3)
            .Select(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                IdentityRules.Decide(cut, CuratedPairs.None, standing);
                return Stopwatch.GetElapsedTime(start);
            })
            .Min();

    /// <summary>A third of the symbols of the smaller catalogue are shared, most names differ a little.</summary>
    private static IdentityCut Catalogues(int coinGecko, int coinPaprika)
    {
        string[] endings = ["", " Token", " Protocol", " Classic", " Other"];
        return Cut([
            .. Enumerable
                .Range(0, coinGecko)
                .Select(i => CoinGecko($"id-{i}", Symbol(i), $"Name {i % 9_000}", $"{i + 1}")),
            .. Enumerable
                .Range(0, coinPaprika)
                .Select(i =>
                    CoinPaprika($"x-{i}", Symbol(3 * i), $"Name {3 * i % 9_000}{endings[i % 5]}", $"{(3 * i) + 1}")
                ),
        ]);

        static string Symbol(int i) => "S" + (i * 7 / 8).ToString(CultureInfo.InvariantCulture);
    }

    private static IdentityCut OneLabel(int coinGecko, int coinPaprika) =>
        Cut([
            .. Enumerable.Range(0, coinGecko).Select(i => CoinGecko($"id-{i}", "X", "Coin", $"1.{i % 100}")),
            .. Enumerable.Range(0, coinPaprika).Select(i => CoinPaprika($"x-{i}", "X", "Coin", $"1.{i % 100}")),
        ]);
}
