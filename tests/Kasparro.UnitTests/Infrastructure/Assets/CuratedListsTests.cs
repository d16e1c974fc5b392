using Kasparro.Infrastructure.Assets;

namespace Kasparro.UnitTests.Infrastructure.Assets;

public sealed class CuratedListsTests
{
    [Test]
    public void The_embedded_lists_can_be_read() =>
        Assert.Multiple(() =>
        {
            Assert.That(CuratedLists.Pairs.MustLink, Is.Not.Empty);
            Assert.That(CuratedLists.Pairs.NeverLink, Is.Not.Empty);
        });

    /// <summary>One id would have two listings of one source otherwise, and only one of the pairs could hold.</summary>
    [Test]
    public void No_listing_must_be_linked_twice() =>
        Assert.That(
            CuratedLists.Pairs.MustLink.SelectMany(entry => new[] { entry.Pair.First, entry.Pair.Second }),
            Is.Unique
        );
}
