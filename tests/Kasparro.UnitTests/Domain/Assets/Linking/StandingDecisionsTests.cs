using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>What was decided earlier, by whom, and what wins.</summary>
public sealed class StandingDecisionsTests
{
    private static readonly ListingPair s_bitcoin = Pair("bitcoin", "btc-bitcoin");
    private static readonly CuratedPairs s_never = new([], [new CuratedPair(s_bitcoin, "a test")]);
    private static readonly CuratedPairs s_must = new([new CuratedPair(s_bitcoin, "a test")], []);

    private static readonly IdentityCut s_cut = Cut(
        CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
        CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60010")
    );

    [Test]
    public void A_standing_link_is_kept_without_a_new_decision_whatever_labels_and_prices_became()
    {
        var renamed = Cut(
            CoinGecko("bitcoin", "xbt", "Digital Gold", "60000"),
            CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "6")
        );
        var outcome = IdentityRules.Decide(renamed, CuratedPairs.None, [Link(s_bitcoin, IdentityRule.T1, 1)]);
        Assert.That(outcome.Decisions, Is.Empty);
        Assert.That(outcome.Assets.All, Has.Count.EqualTo(1));
    }

    [TestCase(IdentityRule.Person)]
    [TestCase(IdentityRule.Brake)]
    public void What_a_person_or_the_brake_unlinked_no_rule_links_again(IdentityRule rule)
    {
        var outcome = IdentityRules.Decide(
            s_cut,
            s_must,
            [Link(s_bitcoin, IdentityRule.T1, 1), Unlink(s_bitcoin, rule, 2)]
        );
        Assert.That(outcome.Decisions, Is.Empty);
        Assert.That(outcome.Assets.All, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_person_wins_over_the_brake_and_the_curated_list()
    {
        var outcome = IdentityRules.Decide(
            s_cut,
            s_never,
            [Link(s_bitcoin, IdentityRule.Person, 1), Unlink(s_bitcoin, IdentityRule.Brake, 2)]
        );
        Assert.That(outcome.Decisions, Is.Empty);
        Assert.That(outcome.Assets.All, Has.Count.EqualTo(1));
    }

    /// <summary>A person who linked both to a third listing has looked at all three.</summary>
    [TestCase(IdentityRule.Brake, 1)]
    [TestCase(IdentityRule.Person, 2)]
    public void A_persons_links_join_what_the_brake_keeps_apart_and_not_what_a_person_does(
        IdentityRule apart,
        int assets
    )
    {
        var kraken = Listing("kraken", "XBT", "BTC", "Bitcoin", slug: null, "60020");
        StandingDecision[] standing =
        [
            Unlink(s_bitcoin, apart, 1),
            Link(new ListingPair(s_bitcoin.First, kraken.Id), IdentityRule.Person, 2),
            Link(new ListingPair(s_bitcoin.Second, kraken.Id), IdentityRule.Person, 3),
        ];

        var outcome = IdentityRules.Decide(Cut([.. s_cut.Listings, kraken]), CuratedPairs.None, standing);

        Assert.That(outcome.Assets.All, Has.Count.EqualTo(assets));
        Assert.That(
            ListingClusters.Replay([s_bitcoin.First, s_bitcoin.Second, kraken.Id], standing).All,
            Has.Count.EqualTo(assets)
        );
    }

    [Test]
    public void A_person_can_change_their_mind()
    {
        var outcome = IdentityRules.Decide(
            s_cut,
            CuratedPairs.None,
            [Link(s_bitcoin, IdentityRule.Person, 1), Unlink(s_bitcoin, IdentityRule.Person, 2)]
        );
        Assert.That(outcome.Assets.All, Has.Count.EqualTo(2));
    }

    [Test]
    public void The_curated_list_links_what_labels_and_prices_do_not()
    {
        var cut = Cut(CoinGecko("bitcoin", "a", "One", "1"), CoinPaprika("btc-bitcoin", "b", "Other", "99"));
        var decision = IdentityRules.Decide(cut, s_must, []).Decisions.Single();
        Assert.That(decision, Has.Property("Rule").EqualTo(IdentityRule.CuratedMustLink));
        Assert.That(decision.Evidence.Reason, Is.EqualTo("a test"));
    }

    [Test]
    public void The_curated_list_undoes_a_link_and_keeps_it_undone()
    {
        StandingDecision[] linked = [Link(s_bitcoin, IdentityRule.T1, 1)];
        var outcome = IdentityRules.Decide(s_cut, s_never, linked);
        var decision = outcome.Decisions.Single();
        Assert.That((decision.Action, decision.Rule), Is.EqualTo((LinkAction.Unlink, IdentityRule.CuratedNeverLink)));
        Assert.That(decision.Evidence.Reason, Is.EqualTo("a test"));
        Assert.That(IdentityRules.Decide(s_cut, s_never, Stored(linked, outcome.Decisions)).Decisions, Is.Empty);
    }

    [Test]
    public void A_pair_kept_apart_is_not_joined_through_a_third_source()
    {
        var kraken = Listing("kraken", "XBT", "BTC", "Bitcoin", slug: null, "60020");
        var outcome = IdentityRules.Decide(
            Cut([.. s_cut.Listings, kraken]),
            CuratedPairs.None,
            [Unlink(s_bitcoin, IdentityRule.Person, 1)]
        );
        Assert.That(
            outcome.Assets.Of(s_bitcoin.First),
            Has.None.EqualTo(s_bitcoin.Second),
            string.Join(' ', outcome.Decisions)
        );
        Assert.That(outcome.Decisions, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_persons_link_pushes_out_the_listing_that_a_rule_had_put_there()
    {
        var other = CoinGecko("bitcoin-2", "btc2", "Bitcoin Two", "5");
        StandingDecision[] standing =
        [
            Link(s_bitcoin, IdentityRule.T1, 1),
            Link(Pair("bitcoin-2", "btc-bitcoin"), IdentityRule.Person, 2),
        ];
        var cut = Cut([.. s_cut.Listings, other]);
        var outcome = IdentityRules.Decide(cut, CuratedPairs.None, standing);
        Assert.That(
            outcome.Decisions.Select(decision => (decision.Pair, decision.Action, decision.Rule)),
            Is.EqualTo(new[] { (s_bitcoin, LinkAction.Unlink, IdentityRule.Conflict) })
        );
        Assert.That(outcome.Assets.Of(s_bitcoin.Second), Does.Contain(other.Id));
        Assert.That(
            IdentityRules.Decide(cut, CuratedPairs.None, Stored(standing, outcome.Decisions)).Decisions,
            Is.Empty
        );
    }

    /// <summary>An id stopped and a new one has its label: each keeps its own history.</summary>
    [Test]
    public void A_new_id_does_not_take_the_place_of_the_old_one()
    {
        var migrated = CoinGecko("bitcoin-new", "btc", "Bitcoin", "60005");
        var old = s_cut.Listings[0] with { PriceTime = Now.AddDays(-30) };
        var outcome = IdentityRules.Decide(
            Cut(old, s_cut.Listings[1], migrated),
            CuratedPairs.None,
            [Link(s_bitcoin, IdentityRule.T1, 1)]
        );
        Assert.That(outcome.Decisions, Is.Empty);
        Assert.That(outcome.Assets.Of(migrated.Id), Has.Count.EqualTo(1));
    }

    [Test]
    public void Stored_decisions_alone_give_the_stored_assets()
    {
        StandingDecision[] stored =
        [
            Link(s_bitcoin, IdentityRule.T1, 1),
            Link(Pair("ethereum", "eth-ethereum"), IdentityRule.T1, 2),
            Unlink(s_bitcoin, IdentityRule.Brake, 3),
        ];
        var assets = ListingClusters.Replay([s_bitcoin.First, s_bitcoin.Second], stored);
        Assert.That(
            assets.All.Select(asset => string.Join(' ', asset)),
            Is.EqualTo(
                new[] { "coingecko:bitcoin", "coingecko:ethereum coinpaprika:eth-ethereum", "coinpaprika:btc-bitcoin" }
            )
        );
    }
}
