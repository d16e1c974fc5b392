using Kasparro.Domain.Assets.Labels;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Assets;
using static Kasparro.UnitTests.Domain.Assets.Linking.RecordedListings;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>
/// How many of the real pairs the rules find, and that they join no others. Measured without the curated list, so that
/// it is the rules that are measured.
/// </summary>
public sealed class RecordedCataloguesTests
{
    /// <summary>Pairs that share neither symbol and name nor the hand-kept list; each was looked at.</summary>
    private static readonly HashSet<string> s_reviewed =
    [
        "coingecko:crypto-com-chain = coinpaprika:cro-cryptocom-chain",
        "coingecko:havven = coinpaprika:snx-synthetix-network-token",
        "coingecko:kucoin-shares = coinpaprika:kcs-kucoin-token",
        "coingecko:paxos-standard = coinpaprika:usdp-paxos-standard-token",
        "coingecko:cosmos = coinpaprika:atom-cosmos",
        "coingecko:terra-luna = coinpaprika:luna-terra",
    ];

    /// <summary>Both files as they are, six weeks apart: prices moved, so this is the least that is found.</summary>
    [Test]
    public void The_top_100_find_their_coins_even_among_prices_of_six_weeks_ago()
    {
        var coinGecko = CoinGecko("markets_2023-01-08_100_sparkline.json");
        var cut = Cut(coinGecko, CoinPaprika("tickers_2022-11-23_krw_2500.json"));
        var decisions = IdentityRules.Decide(cut, CuratedPairs.None, []).Decisions;

        Report("top 100 of 2023-01-08", decisions);
        Assert.That(decisions.Where(decision => !IsRight(decision, cut)), Is.Empty);
        Assert.That(decisions, Has.Count.GreaterThanOrEqualTo(83));
    }

    /// <summary>
    /// Every top list, with the price that the coin's true partner has taken from CoinGecko's own record, as if both
    /// had been fetched at one time.
    /// </summary>
    [TestCase("markets_2022-01-29_250_allpct.json", "tickers_2021-08-12_usd_3795.json")]
    [TestCase("markets_2022-03-03_100.json", "tickers_2022-11-23_krw_2500.json")]
    [TestCase("markets_2023-01-08_100_sparkline.json", "tickers_2022-11-17_krw_2500.json")]
    [TestCase("markets_2023-12-02_page1_250.json", "tickers_2022-11-23_krw_2500.json")]
    [TestCase("markets_2024-09-13_100.json", "tickers_2022-11-23_krw_2500.json")]
    public void The_largest_coins_of_one_time_find_their_coins(string markets, string tickers)
    {
        var (coinGecko, coinPaprika) = (CoinGecko(markets), CoinPaprika(tickers));
        var truth = Truth(coinGecko, coinPaprika);
        var prices = coinGecko.ToDictionary(listing => listing.Id.SourceAssetId);
        var byPaprika = truth.ToDictionary(pair => pair.Value, pair => pair.Key);
        var moved = coinPaprika.Select(listing =>
            byPaprika.TryGetValue(listing.Id.SourceAssetId, out var id)
                ? listing with
                {
                    PriceUsd = prices[id].PriceUsd,
                }
                : listing
        );
        Measure(markets, coinGecko, [.. moved], truth, atLeast: 0.95);
    }

    /// <summary>
    /// All labels of both catalogues, 13,188 and 2,500. CoinGecko's list has no prices: each coin of a known pair gets
    /// its partner's within a percent (some within 5 %, some 30 %), a wrapped or bridged one the price of its symbol,
    /// every other one any price, one dollar in ten.
    /// </summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Whole_catalogues_find_the_hand_kept_pairs_and_no_others(int seed)
    {
        var coinPaprika = CoinPaprika("tickers_2022-11-23_krw_2500.json");
        var coinGecko = CoinGecko("coins_list_2022-10-05_platforms.json");
        var truth = Truth(coinGecko, coinPaprika);
        var priced = new PriceScenario(seed, coinPaprika, truth).Price(coinGecko);

        var known = KnownPairs();
        var measured = truth.Where(pair => known.ContainsKey(pair.Key)).ToDictionary();
        Assert.That(measured, Has.Count.GreaterThan(200));
        Measure($"whole catalogues, seed {seed}", priced, coinPaprika, measured, atLeast: 0.95);
    }

    [Test]
    public void The_curated_list_contradicts_no_hand_kept_pair()
    {
        var known = KnownPairs();
        Assert.That(
            CuratedLists.Pairs.NeverLink.Where(never =>
                known.GetValueOrDefault(never.Pair.First.SourceAssetId) == never.Pair.Second.SourceAssetId
            ),
            Is.Empty
        );
        Assert.That(
            CuratedLists.Pairs.MustLink.Where(must =>
                known.GetValueOrDefault(must.Pair.First.SourceAssetId) is { } other
                && other != must.Pair.Second.SourceAssetId
            ),
            Is.Empty
        );
    }

    private static void Measure(
        string what,
        IReadOnlyList<Listing> coinGecko,
        IReadOnlyList<Listing> coinPaprika,
        Dictionary<string, string> truth,
        double atLeast
    )
    {
        var decisions = IdentityRules.Decide(Cut(coinGecko, coinPaprika), CuratedPairs.None, []).Decisions;
        var found = decisions.ToDictionary(
            decision => decision.Pair.First.SourceAssetId,
            decision => decision.Pair.Second.SourceAssetId
        );
        var missed = truth.Where(pair => found.GetValueOrDefault(pair.Key) != pair.Value).ToList();
        var partners = truth.Values.ToHashSet();
        var wrong = found.Where(pair =>
            truth.GetValueOrDefault(pair.Key) is { } right ? right != pair.Value : partners.Contains(pair.Value)
        );

        Report(what, decisions);
        var recall = 1 - ((double)missed.Count / truth.Count);
        TestContext.Out.WriteLine($"recall {recall:P1} of {truth.Count}; missed {string.Join(", ", missed)}");
        Assert.That(wrong, Is.Empty);
        Assert.That(recall, Is.GreaterThanOrEqualTo(atLeast), string.Join(", ", missed));
    }

    /// <summary>
    /// The hand-kept pairs, and what has one symbol and name, each once on both sides. Where a top list has a coin
    /// that is younger than the tickers, that coin has no partner, whatever has its label.
    /// </summary>
    private static Dictionary<string, string> Truth(
        IReadOnlyList<Listing> coinGecko,
        IReadOnlyList<Listing> coinPaprika
    )
    {
        var ids = coinPaprika
            .Where(listing => listing.PriceUsd is not null)
            .ToDictionary(listing => listing.Id.SourceAssetId);
        var here = coinGecko.Select(listing => listing.Id.SourceAssetId).ToHashSet();
        var truth = KnownPairs().Where(pair => here.Contains(pair.Key) && ids.ContainsKey(pair.Value)).ToDictionary();
        var taken = truth.Values.Concat(s_namesakes).ToHashSet();
        var byLabel = coinPaprika.GroupBy(LabelOf).Where(same => same.Count() == 1).ToDictionary(same => same.Key);
        foreach (var same in coinGecko.GroupBy(LabelOf).Where(same => same.Count() == 1))
            if (
                byLabel.TryGetValue(same.Key, out var other)
                && ids.ContainsKey(other.Single().Id.SourceAssetId)
                && taken.Add(other.Single().Id.SourceAssetId)
            )
                truth.TryAdd(same.Single().Id.SourceAssetId, other.Single().Id.SourceAssetId);
        return truth;
    }

    /// <summary>Coins of 2022 whose label a younger and larger coin has today.</summary>
    private static readonly string[] s_namesakes = ["jup-jupiter", "beam-beam"];

    private static (string, string) LabelOf(Listing listing) =>
        (LabelNormaliser.Symbol(listing.Symbol), LabelNormaliser.Name(listing.Name));

    private static bool IsRight(IdentityDecision decision, IdentityCut cut) =>
        KnownPairs().GetValueOrDefault(decision.Pair.First.SourceAssetId) is { } known
        && cut.Listings.Any(listing => listing.Id == new ListingId("coinpaprika", known))
            ? known == decision.Pair.Second.SourceAssetId
            : decision.Rule == IdentityRule.T1 || s_reviewed.Contains(decision.Pair.ToString());

    private static void Report(string what, IReadOnlyList<IdentityDecision> decisions) =>
        TestContext.Out.WriteLine(
            $"{what}: "
                + string.Join(
                    ", ",
                    decisions
                        .GroupBy(decision => decision.Rule)
                        .OrderBy(rule => rule.Key)
                        .Select(rule => $"{rule.Key} {rule.Count()}")
                )
        );
}
