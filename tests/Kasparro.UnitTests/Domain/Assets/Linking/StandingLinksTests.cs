using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Links that stand next to each other: none is decided twice, and their order says which holds.</summary>
public sealed class StandingLinksTests
{
    private static readonly ListingPair s_bitcoin = Pair("bitcoin", "btc-bitcoin");
    private static readonly CuratedPairs s_must = new([new CuratedPair(s_bitcoin, "a test")], []);

    private static readonly IdentityCut s_cut = Cut(
        CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
        CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60010")
    );

    [Test]
    public void What_the_curated_list_linked_is_not_decided_again() =>
        Assert.That(
            IdentityRules.Decide(s_cut, s_must, [Link(s_bitcoin, IdentityRule.CuratedMustLink, 1)]).Decisions,
            Is.Empty
        );

    /// <summary>A person knew the older link when making the newer one; rules made theirs in their order.</summary>
    [TestCase(IdentityRule.Person, "btc-second")]
    [TestCase(IdentityRule.T1, "btc-bitcoin")]
    public void Of_two_links_that_exclude_each_other_the_newest_by_a_person_or_the_oldest_by_a_rule_holds(
        IdentityRule rule,
        string partner
    )
    {
        var second = Pair("bitcoin", "btc-second");
        StandingDecision[] standing = [Link(second, rule, 2), Link(s_bitcoin, rule, 1)];

        var assets = ListingClusters.Replay([s_bitcoin.First, s_bitcoin.Second, second.Second], standing);

        Assert.That(assets.Of(s_bitcoin.First)[1].SourceAssetId, Is.EqualTo(partner));
    }

    [Test]
    public void Three_links_among_three_listings_contradict_nothing()
    {
        var kraken = Listing("kraken", "XBT", "BTC", "Bitcoin", slug: null, "60020");
        StandingDecision[] standing =
        [
            Link(s_bitcoin, IdentityRule.T1, 1),
            Link(new ListingPair(s_bitcoin.First, kraken.Id), IdentityRule.T1, 2),
            Link(new ListingPair(s_bitcoin.Second, kraken.Id), IdentityRule.T1, 3),
        ];

        var outcome = IdentityRules.Decide(Cut([.. s_cut.Listings, kraken]), CuratedPairs.None, standing);

        Assert.That((outcome.Decisions.Count, outcome.Assets.All.Count), Is.EqualTo((0, 1)));
    }
}
