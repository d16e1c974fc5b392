using Kasparro.Domain.MarketData;
using Kasparro.Domain.Prices;

namespace Kasparro.UnitTests.Domain.Prices;

public sealed class ExactDecimalTests
{
    [TestCase("1.50", "1.50")]
    [TestCase("-1.5", "-1.5")]
    [TestCase("-0.005", "-0.005")]
    [TestCase("0.05", "0.05")]
    [TestCase("0.0", "0.0")]
    [TestCase("1e3", "1000")]
    [TestCase("12E-1", "1.2")]
    [TestCase("0.12e+1", "1.2")]
    [TestCase("7e-3", "0.007")]
    public void A_number_is_written_with_all_its_digits_and_without_an_exponent(string number, string text) =>
        Assert.That($"{Of(number)}", Is.EqualTo(text));

    [TestCase("1", "2", true)]
    [TestCase("2", "1", true)]
    [TestCase("1", "2.000000000000000000000000000001", false)]
    [TestCase("3e-400", "6e-400", true)]
    [TestCase("3e-400", "6.1e-400", false)]
    public void A_factor_of_two_is_compared_exactly(string one, string other, bool isWithin) =>
        Assert.That(ExactDecimal.AreWithinFactorOfTwo(Of(one), Of(other)), Is.EqualTo(isWithin));

    private static ExactDecimal Of(string number) => ExactDecimal.Of(NumberLexeme.Read(number).Number!.Value);
}
