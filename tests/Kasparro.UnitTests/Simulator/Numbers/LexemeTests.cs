using Kasparro.Simulator.Numbers;

namespace Kasparro.UnitTests.Simulator.Numbers;

public sealed class LexemeTests
{
    [TestCase(8.69e-05, "8.69e-05")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(1e-12, "1.0e-12")]
    [TestCase(4.2e17, "4.2e+17")]
    [TestCase(20050865, "20050865.0")]
    [TestCase(0, "0.0")]
    public void CoinGecko_spells_numbers_as_Ruby_does(double value, string lexeme) =>
        Assert.That(Lexeme.Ruby(value), Is.EqualTo(lexeme));

    [TestCase(5.2793121370796e-7, "5.2793121370796e-7")]
    [TestCase(3.84e-18, "3.84e-18")]
    [TestCase(0.0000052, "0.0000052")]
    [TestCase(9e17, "900000000000000000")]
    [TestCase(21, "21")]
    [TestCase(0, "0")]
    public void CoinPaprika_spells_numbers_as_Go_does(double value, string lexeme) =>
        Assert.That(Lexeme.Go(value), Is.EqualTo(lexeme));
}
