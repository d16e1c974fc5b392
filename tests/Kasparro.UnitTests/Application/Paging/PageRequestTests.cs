using Kasparro.Application.Paging;

namespace Kasparro.UnitTests.Application.Paging;

public sealed class PageRequestTests
{
    private static readonly PageRequest<string> s_three = new(Limit: 3);

    [TestCase(0, 0, false)]
    [TestCase(2, 2, false)]
    [TestCase(3, 3, false)]
    [TestCase(4, 3, true)]
    public void A_page_has_more_where_one_item_more_than_its_limit_was_read(int read, int items, bool hasMore)
    {
        var page = s_three.PageOf(Enumerable.Range(1, read).ToList());

        Assert.That(page.Items, Is.EqualTo(Enumerable.Range(1, items)));
        Assert.That(page.HasMore, Is.EqualTo(hasMore));
    }

    [Test]
    public void One_item_more_than_the_page_holds_is_read() => Assert.That(s_three.ItemsToRead, Is.EqualTo(4));
}
