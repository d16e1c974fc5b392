using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

public sealed class PriceLevelTests
{
    [TestCase("1", 0)]
    [TestCase("1000", 3)]
    [TestCase("0.001", -3)]
    [TestCase("0.00100", -3)]
    [TestCase("1e-8", -8)]
    [TestCase("100E+3", 5)]
    [TestCase("0.1e2", 1)]
    [TestCase("2", 0.30102999566398120)]
    [TestCase("60000.123456789012345678901234567890", 4.7781521439927634)]
    [TestCase("1e-900", -900, Description = "smaller than a double")]
    [TestCase("1e900", 900, Description = "larger than a double")]
    public void The_level_is_the_decimal_logarithm(string number, double level) =>
        Assert.That(PriceLevel.Of(Price(number)!.Value), Is.EqualTo(level).Within(1e-12));

    [TestCase("0")]
    [TestCase("0.00")]
    [TestCase("-1")]
    public void Zero_and_less_have_none(string number) => Assert.That(PriceLevel.Of(Price(number)!.Value), Is.Null);
}
