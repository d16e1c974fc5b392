using Kasparro.Application;

namespace Kasparro.UnitTests.Application;

public sealed class EditDistanceTests
{
    [TestCase("", "", 0)]
    [TestCase("symbol", "symbol", 0)]
    [TestCase("Symbol", "symbol", 1)]
    [TestCase("cart", "art", 1)]
    [TestCase("art", "cart", 1)]
    [TestCase("cart", "car", 1)]
    [TestCase("symbol", "", 6)]
    [TestCase("", "symbol", 6)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("sunday", "saturday", 3)]
    [TestCase("ab", "ba", 2)]
    public void Letters_that_are_inserted_deleted_or_replaced_are_counted(string from, string to, int expected) =>
        Assert.That(EditDistance.Of(from, to), Is.EqualTo(expected));
}
