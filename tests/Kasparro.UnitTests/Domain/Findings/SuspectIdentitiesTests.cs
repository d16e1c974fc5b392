using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

public sealed class SuspectIdentitiesTests
{
    [Test]
    public void A_suspect_pair_is_reported_with_both_listings_to_the_source_of_the_first()
    {
        var pair = new ListingPair(new ListingId("coinpaprika", "luna-terra"), new ListingId("coingecko", "luna"));

        var found = SuspectIdentities.Of([pair]);

        Assert.That(found.Select(ofSource => ofSource.Key), Is.EqualTo(["coingecko"]));
        var condition = found["coingecko"].Single();
        Assert.That(
            (condition.Type, condition.Subject, condition.State, condition.Severity),
            Is.EqualTo((FindingType.SuspectIdentity, pair.ToString(), ConditionState.Holds, Severity.Warning))
        );
        Assert.That(
            condition.Message,
            Is.EqualTo(
                "coingecko: coingecko:luna = coinpaprika:luna-terra are hardly one asset, "
                    + "their fresh prices differ by more than a factor of 2"
            )
        );
        Assert.That(condition.Evidence, Is.EqualTo(["coingecko:luna", "coinpaprika:luna-terra"]));
    }
}
