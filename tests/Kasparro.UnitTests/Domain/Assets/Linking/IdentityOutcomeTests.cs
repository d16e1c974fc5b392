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
