using Kasparro.Domain.Assets.Linking;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

public sealed class CuratedPairsTests
{
    private const string Header = "source,source_asset_id,other_source,other_source_asset_id,reason\n";

    [Test]
    public void Lists_are_read_with_their_reasons() =>
        Assert.That(
            CuratedPairs.Read(Header + "b,2,a,1,said so, twice\r\n\n", Header).MustLink,
            Is.EqualTo(
                new[]
                {
                    new CuratedPair(
                        new ListingPair(new ListingId("a", "1"), new ListingId("b", "2")),
                        "said so, twice"
                    ),
                }
            )
        );

    [TestCase("", "must_link.csv must start with the line")]
    [TestCase(Header + "a,1,b,2", "must_link.csv line 2: five values are required")]
    [TestCase(Header + "a,1,b,2,", "must_link.csv line 2: five values are required")]
    [TestCase(Header + "a, ,b,2,why", "must_link.csv line 2: five values are required")]
    [TestCase(Header + "a,1,a,2,why", "must_link.csv line 2: both listings are of a")]
    [TestCase(Header + "a,1,b,2,why\nb,2,a,1,why", "must_link.csv line 3: a:1 = b:2 is already in the list")]
    [TestCase(Header + "x,1,y,2,why", "x:1 = y:2 is in must_link.csv and in never_link.csv")]
    public void A_list_that_cannot_be_right_is_refused(string mustLink, string message) =>
        Assert.That(
            () => CuratedPairs.Read(mustLink, Header + "x,1,y,2,why"),
            Throws.TypeOf<FormatException>().With.Message.StartsWith(message)
        );

    [Test]
    public void A_refused_line_is_named_with_its_list() =>
        Assert.That(
            () => CuratedPairs.Read(Header, Header + "a,1,b"),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("never_link.csv line 2: five values")
        );
}
