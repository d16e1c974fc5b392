using System.Globalization;
using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>
/// Bytes that are allocated: unlike time, the same on a busy machine. A ratio of a hundred would be each compared with
/// each.
/// </summary>
[NonParallelizable]
public sealed class LinkingCostTests
{
    [Test]
    public void Ten_times_the_listings_cost_about_ten_times_as_much() =>
        Assert.That(Allocated(Catalogues(20_000, 10_000)), Is.LessThan(20 * Allocated(Catalogues(2_000, 1_000))));

    /// <summary>The ordinary run: what is linked stays linked, and no name is read again.</summary>
    [Test]
    public void Deciding_again_costs_a_fraction()
    {
        var cut = Cut([
            .. Enumerable.Range(0, 5_000).Select(i => CoinGecko($"id-{i}", $"S{i / 2}", $"Name {i}", $"{i + 1}")),
            .. Enumerable.Range(0, 5_000).Select(i => CoinPaprika($"x-{i}", $"S{i / 2}", $"Name {i}", $"{i + 1}")),
        ]);
        var outcome = IdentityRules.Decide(cut, CuratedPairs.None, []);
        Assert.That(outcome.Decisions, Has.Count.EqualTo(5_000));

        var (first, again) = (Allocated(cut), Allocated(cut, Stored([], outcome.Decisions)));

        TestContext.Out.WriteLine($"first {first:N0} bytes, again {again:N0}");
        Assert.That(again, Is.LessThan(0.8 * first));
    }

    /// <summary>The worst catalogue there can be.</summary>
    [Test]
    public void So_do_listings_that_all_have_one_label()
    {
        var (few, many) = (OneLabel(500, 250), OneLabel(5_000, 2_500));
        // Ten times as many listings: comparing all with all would allocate a hundred times as much.
        Assert.That(Allocated(many), Is.LessThan(30 * Allocated(few)));
    }

    private static long Allocated(IdentityCut cut, params IReadOnlyList<StandingDecision> standing)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        IdentityRules.Decide(cut, CuratedPairs.None, standing);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

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
