using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>How sure a decision is, and what a person's decision carries.</summary>
public sealed class DecisionEvidenceTests
{
    private static readonly ListingPair s_pair = Pair("acme", "acm-acme");

    [TestCase(IdentityRule.Person, 1.0, 1.0)]
    [TestCase(IdentityRule.CuratedMustLink, 1.0, 1.0)]
    [TestCase(IdentityRule.T1, 0.99, 0.89)]
    [TestCase(IdentityRule.T1b, 0.97, 0.87)]
    [TestCase(IdentityRule.T2, 0.95, 0.85)]
    [TestCase(IdentityRule.T3, 0.85, 0.75)]
    [TestCase(IdentityRule.FileLabel, 0.8, 0.8)]
    [TestCase(IdentityRule.Brake, 1.0, 1.0)]
    public void The_rule_says_most_of_the_score_and_a_factor_of_2_in_price_costs_a_tenth(
        IdentityRule rule,
        double atOnePrice,
        double atTwice
    )
    {
        Assert.That(Decide(rule, "5", "5").Score, Is.EqualTo(atOnePrice));
        Assert.That(Decide(rule, "5", "10").Score, Is.EqualTo(atTwice));
    }

    [TestCase(null, "5")]
    [TestCase("5", null)]
    public void Without_both_prices_the_rule_alone_makes_the_score(string? price, string? other)
    {
        var decision = Decide(IdentityRule.T1, price, other);

        Assert.That((decision.Score, decision.Evidence.PriceRatio), Is.EqualTo((0.99, (double?)null)));
    }

    [Test]
    public void A_persons_decision_has_what_both_listings_said_and_why()
    {
        var (first, second) = (CoinGecko("acme", "acm", "Acme", "5"), CoinPaprika("acm-acme", "ACM", "ACME", "7.5"));

        var decision = DecisionEvidence.ByPerson(
            Cut(first, second),
            s_pair,
            LinkAction.Unlink,
            first,
            second,
            "two teams"
        );

        Assert.That(
            (decision.Pair, decision.Action, decision.Rule, decision.Score),
            Is.EqualTo((s_pair, LinkAction.Unlink, IdentityRule.Person, 1.0))
        );
        Assert.That(
            (decision.Evidence.First!.Name, decision.Evidence.Second!.Name, decision.Evidence.Reason),
            Is.EqualTo(("Acme", "ACME", "two teams"))
        );
        Assert.That(decision.Evidence.PriceRatio, Is.EqualTo(1.5).Within(1e-9));
    }

    private static IdentityDecision Decide(IdentityRule rule, string? price, string? other)
    {
        var (first, second) = (
            CoinGecko("acme", "acm", "Acme", "1") with
            {
                PriceUsd = price is null ? null : Price(price),
            },
            CoinPaprika("acm-acme", "ACM", "Acme", "1") with
            {
                PriceUsd = other is null ? null : Price(other),
            }
        );
        var cut = Cut(first, second);
        return DecisionEvidence.Decision(
            s_pair,
            LinkAction.Link,
            rule,
            new LabelledListing(first, cut),
            new LabelledListing(second, cut),
            reason: null
        );
    }
}
