using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>What is shown to a person to decide, and in which order.</summary>
public sealed class IdentityCandidatesTests
{
    private static readonly Listing s_acme = CoinGecko("acme", "acm", "Acme", "1");
    private static readonly Listing s_other = CoinPaprika("acm-other", "ACM", "Other", "1.5");

    [Test]
    public void Listings_that_share_a_symbol_and_nothing_else_are_left_to_a_person_with_what_both_say()
    {
        var candidate = Of([s_other, s_acme]).Single();

        Assert.That(candidate.Pair, Is.EqualTo(Pair("acme", "acm-other")));
        Assert.That((candidate.First.Name, candidate.Second.Name), Is.EqualTo(("Acme", "Other")));
        Assert.That(candidate.PriceRatio, Is.EqualTo(1.5).Within(1e-9));
    }

    [Test]
    public void Another_symbol_the_same_source_and_a_file_make_no_candidate() =>
        Assert.That(
            Of([
                s_acme,
                CoinGecko("acme-2", "acm", "Acme Two", "1"),
                CoinPaprika("xyz-acme", "XYZ", "Acme", "1"),
                File("ACM", "Acme"),
            ]),
            Is.Empty
        );

    [Test]
    public void A_symbol_that_cannot_be_seen_makes_no_candidate() =>
        Assert.That(Of([s_acme with { Symbol = "\u200B" }, s_other with { Symbol = "\u200B" }]), Is.Empty);

    [TestCase("2", true)]
    [TestCase("2.1", false)]
    [TestCase("0.5", true)]
    [TestCase("0.4", false)]
    [TestCase(null, true, Description = "nothing says that they are two coins")]
    public void Prices_that_contradict_are_of_two_coins(string? price, bool isCandidate) =>
        Assert.That(
            Of([s_acme, s_other with { PriceUsd = price is null ? null : Price(price) }]),
            Has.Count.EqualTo(isCandidate ? 1 : 0)
        );

    [Test]
    public void What_was_decided_is_not_asked_again()
    {
        var pair = Pair("acme", "acm-other");
        Listing[] listings = [s_acme, s_other];

        Assert.That(Of(listings, new CuratedPairs([], [new CuratedPair(pair, "two coins")])), Is.Empty);
        Assert.That(Of(listings, standing: [Unlink(pair, IdentityRule.Person, 1)]), Is.Empty);
        Assert.That(Of(listings, standing: [Unlink(pair, IdentityRule.Brake, 1)]), Has.Count.EqualTo(1));
        Assert.That(Of(listings, standing: [Link(pair, IdentityRule.Person, 1)]), Is.Empty);
    }

    [Test]
    public void A_listing_that_has_its_partner_at_the_other_source_is_no_candidate()
    {
        var second = CoinGecko("acme-2", "acm", "Acme Two", "1");
        var another = CoinPaprika("acm-another", "ACM", "Another", "1");

        Assert.That(
            Of([s_acme, second, another], standing: [Link(Pair("acme", "acm-another"), IdentityRule.T3, 1)]),
            Is.Empty
        );
        Assert.That(
            Of([s_acme, s_other, another], standing: [Link(Pair("acme", "acm-another"), IdentityRule.T3, 1)]),
            Is.Empty
        );
    }

    [Test]
    public void The_largest_come_first_then_the_closest_prices_and_no_more_than_asked_for()
    {
        Listing[] listings =
        [
            s_acme,
            s_other,
            CoinGecko("big", "big", "Big", "1"),
            CoinPaprika("big-other", "BIG", "Other", "1.9") with
            {
                MarketCapUsd = Price("1e9"),
            },
            CoinGecko("near", "near", "Near", "1"),
            CoinPaprika("near-other", "NEAR", "Other", "1.2"),
            CoinGecko("none", "none", "None", "1") with
            {
                PriceUsd = null,
            },
            CoinPaprika("none-other", "NONE", "Other", "1"),
        ];

        string[] order = ["big", "near", "acme", "none"];
        Assert.That(Of(listings).Select(candidate => candidate.Pair.First.SourceAssetId), Is.EqualTo(order));
        Assert.That(
            Of(listings, limit: 2).Select(candidate => candidate.Pair.First.SourceAssetId),
            Is.EqualTo(order[..2])
        );
    }

    private static IReadOnlyList<IdentityCandidate> Of(
        Listing[] listings,
        CuratedPairs? curated = null,
        StandingDecision[]? standing = null,
        int limit = 10
    ) =>
        IdentityCandidates.Of(
            Cut(listings),
            ListingClusters.Replay(listings.Select(listing => listing.Id), standing ?? []),
            curated ?? CuratedPairs.None,
            new StandingDecisions(standing ?? []),
            limit
        );
}
