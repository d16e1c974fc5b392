using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.UnitTests.Domain.Assets;

public sealed class AssetIdTests
{
    /// <summary>Stored in every database. Worked out with Python's uuid.</summary>
    [Test]
    public void The_id_of_an_anchor_is_the_same_everywhere_and_for_ever() =>
        Assert.That(
            AssetId.OfAnchor(new ListingId("coingecko", "bitcoin")),
            Is.EqualTo(new Guid("6b94ff55-898f-5a1b-9d8c-0e944f110da0"))
        );

    [TestCase("a", "b\u001fc", "a\u001fb", "c")]
    [TestCase("a\u001f", "b", "a", "\u001fb")]
    [TestCase("a\u001eb", "c", "ab", "c")]
    [TestCase("a\u001fb", "c", "ab", "c")]
    [TestCase("a", "bc", "ab", "c")]
    [TestCase("coingecko", "bitcoin", "COINGECKO", "bitcoin")]
    public void Different_listings_have_different_ids(string source, string id, string otherSource, string otherId) =>
        Assert.That(
            AssetId.OfAnchor(new ListingId(source, id)),
            Is.Not.EqualTo(AssetId.OfAnchor(new ListingId(otherSource, otherId)))
        );

    [Test]
    public void The_anchor_depends_on_the_members_alone_and_is_a_catalogue_listing_where_there_is_one()
    {
        ListingId[] members = [new("kraken", "XBT"), new("coinpaprika", "btc-bitcoin"), new("a-file", "BTC|Bitcoin")];
        Assert.That(AssetId.Anchor(members, member => member.Source == "a-file"), Is.EqualTo(members[1]));
        Assert.That(AssetId.Anchor(members.Reverse(), member => member.Source == "a-file"), Is.EqualTo(members[1]));
    }
}
