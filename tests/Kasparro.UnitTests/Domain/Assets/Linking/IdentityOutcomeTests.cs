using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>What a decision carries, and what more than two sources become.</summary>
public sealed class IdentityOutcomeTests
{
    [Test]
    public void Evidence_has_both_labels_as_written_and_what_was_compared()
    {
        var decision = Decisions(
                CoinGecko("bitcoin", "btc", "Bitcoin", "60000.50", minutesAgo: 3),
                CoinPaprika("btc-bitcoin", "BTC", " Bitcoin", "60600.505")
            )
            .Single();

        Assert.That(
            decision.Evidence.First,
            Is.EqualTo(new ListingEvidence("btc", "Bitcoin", "bitcoin", Price("60000.50"), Now.AddMinutes(-3)))
        );
        Assert.That(decision.Evidence.Second!.Name, Is.EqualTo(" Bitcoin"));
        Assert.That(decision.Evidence.PriceRatio, Is.EqualTo(1.01).Within(1e-9));
        Assert.That(decision.Score, Is.EqualTo(0.989));
    }

    [TestCase(IdentityRule.T1, 0.94)]
    [TestCase(IdentityRule.T1b, 0.965)]
    [TestCase(IdentityRule.T2, 0.942)]
    [TestCase(IdentityRule.T3, 0.849)]
    [TestCase(IdentityRule.FileLabel, 0.8, Description = "its price is of another time")]
    public void A_score_is_that_of_the_rule_less_a_tenth_of_how_far_the_prices_are_apart(
        IdentityRule rule,
        double score
    )
    {
        Listing[] listings = rule switch
        {
            IdentityRule.T1 =>
            [
                CoinGecko("bitcoin", "btc", "Bitcoin", "100"),
                CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "150"),
            ],
            IdentityRule.T1b =>
            [
                CoinGecko("midnight", "night", "Midnight", "0.0002"),
                CoinGecko("midnight-3", "night", "Midnight", "0.0400"),
                CoinPaprika("night-midnight", "NIGHT", "Midnight", "0.0420"),
            ],
            IdentityRule.T2 =>
            [
                CoinGecko("near", "near", "NEAR Protocol", "1.00"),
                CoinPaprika("near-near-protocol", "NEAR", "Near", "1.08"),
                CoinPaprika("near-other", "NEAR", "Other", "77"),
            ],
            IdentityRule.T3 =>
            [
                CoinGecko("rootstock", "rbtc", "Rootstock RSK", "16500"),
                CoinPaprika("rbtc-rock-rsk", "RBTC", "RSK Smart Bitcoin", "16665"),
            ],
            _ => [File("BTC", "Bitcoin", price: "0.05"), CoinGecko("bitcoin", "btc", "Bitcoin", "60000")],
        };

        Assert.That(
            Decisions(listings).Select(decision => (decision.Rule, decision.Score)),
            Is.EqualTo(new[] { (rule, score) })
        );
    }

    [Test]
    public void Three_sources_become_one_asset_with_the_fewest_decisions()
    {
        var outcome = IdentityRules.Decide(
            Cut(
                CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
                CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60010"),
                Listing("kraken", "XBT", "BTC", "Bitcoin", slug: null, "60020")
            ),
            CuratedPairs.None,
            []
        );
        Assert.That(outcome.Decisions, Has.Count.EqualTo(2));
        Assert.That(outcome.Assets.All.Single(), Has.Count.EqualTo(3));
    }

    [TestCase("bitcoin", "btc-bitcoin", ExpectedResult = 1)]
    [TestCase("bitcoin", "not-listed", ExpectedResult = 0)]
    [TestCase("not-listed", "btc-bitcoin", ExpectedResult = 0)]
    public int A_curated_pair_links_where_both_listings_are_known(string coinGecko, string coinPaprika) =>
        IdentityRules
            .Decide(
                Cut(
                    CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
                    CoinPaprika("btc-bitcoin", "XYZ", "Another name", "0.5")
                ),
                new CuratedPairs([new CuratedPair(Pair(coinGecko, coinPaprika), "a person knows")], []),
                []
            )
            .Decisions.Count(decision => decision.Rule == IdentityRule.CuratedMustLink);

    [Test]
    public void A_price_that_contradicts_any_member_keeps_a_listing_out()
    {
        var outcome = IdentityRules.Decide(
            Cut(
                CoinGecko("acme", "acm", "Acme", "1.0"),
                CoinPaprika("acm-acme", "ACM", "Acme", "1.9"),
                Listing("kraken", "ACM", "ACM", "Acme", slug: null, "3.6")
            ),
            CuratedPairs.None,
            []
        );
        Assert.That(
            outcome.Assets.All.Select(asset => string.Join(' ', asset)),
            Is.EqualTo(new[] { "coingecko:acme", "coinpaprika:acm-acme kraken:ACM" }),
            "the closer pair first"
        );
    }
}
