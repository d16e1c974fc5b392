using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Postgres.Identity;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Identity;

/// <summary>What is said of a listing about why it belongs to its asset.</summary>
public sealed class LinkRulesTests
{
    private static readonly ListingId s_anchor = new("coingecko", "bitcoin");
    private static readonly ListingId s_second = new("coinpaprika", "btc-bitcoin");
    private static readonly ListingId s_third = new("csv", "BTC|Bitcoin");

    [Test]
    public void A_listing_has_the_rule_of_the_oldest_link_to_its_asset_and_the_anchor_has_none() =>
        Assert.That(
            Rules(
                [s_anchor, s_second, s_third],
                Link(s_second, s_third, IdentityRule.FileLabel, 3),
                Link(s_anchor, s_third, IdentityRule.Person, 2),
                Link(s_anchor, s_second, IdentityRule.T1, 1)
            ),
            Is.EqualTo(new[] { "anchor", "t1", "person" })
        );

    [Test]
    public void A_link_to_a_listing_of_another_asset_or_of_none_says_nothing() =>
        Assert.That(
            Rules(
                [s_anchor, s_second],
                Link(s_second, s_third, IdentityRule.Person, 1),
                Link(s_anchor, new ListingId("kraken", "XBT"), IdentityRule.Person, 2),
                Link(s_anchor, s_second, IdentityRule.CuratedMustLink, 3)
            ),
            Is.EqualTo(new[] { "anchor", "curated_must_link", "anchor" })
        );

    /// <summary>The rules of the anchor, the second and the third listing.</summary>
    /// <param name="together">The listings of the first asset; any other is an asset of its own.</param>
    private static IEnumerable<string> Rules(ListingId[] together, params StandingDecision[] decisions)
    {
        ListingId[] all = [s_anchor, s_second, s_third];
        var rules = LinkRules.Of(
            all.Select(listing => together.Contains(listing) ? s_anchor : listing)
                .Zip(all, (anchor, listing) => new ListingAsset(listing, anchor, AssetId.OfAnchor(anchor))),
            new StandingDecisions(decisions)
        );
        return all.Select(listing => rules[listing]);
    }

    private static StandingDecision Link(ListingId first, ListingId second, IdentityRule rule, long sequence) =>
        new(new ListingPair(first, second), LinkAction.Link, rule, sequence);
}
