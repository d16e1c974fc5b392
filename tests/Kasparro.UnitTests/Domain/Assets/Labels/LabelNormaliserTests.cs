using FsCheck;
using FsCheck.Fluent;
using Kasparro.Domain.Assets.Labels;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Assets.Labels;

public sealed class LabelNormaliserTests
{
    [TestCase("BTC")]
    [TestCase("btc")]
    [TestCase(" BTC")]
    [TestCase("BTC\u00A0")]
    [TestCase("\u200BBTC")]
    [TestCase("B\u200BTC")]
    [TestCase("\uFEFFBTC\u2060")]
    [TestCase("BTC\u3000")]
    [TestCase("BTC\uFE0F")]
    [TestCase("\u2800BTC")]
    [TestCase("\uFF22\uFF34\uFF23")]
    [TestCase("BTC\n")]
    public void The_many_spellings_of_one_symbol_are_one(string symbol) =>
        Assert.That(LabelNormaliser.Symbol(symbol), Is.EqualTo("BTC"));

    [TestCase("$WIF", "WIF")]
    [TestCase("\uFF04pepe", "PEPE")]
    [TestCase("$", "$")]
    [TestCase("$$$", "$$$")]
    [TestCase("US$", "US$")]
    [TestCase("usdc.e", "USDC.E")]
    [TestCase("GM  WAGMI", "GM WAGMI")]
    [TestCase("\u200B", "")]
    [TestCase("\u200B\U0001F680 ", "\U0001F680")]
    public void A_symbol_is_upper_case_without_a_leading_dollar(string symbol, string expected) =>
        Assert.That(LabelNormaliser.Symbol(symbol), Is.EqualTo(expected));

    [TestCase("Crypto.com Coin", "cryptocomcoin")]
    [TestCase("BitTorrent [OLD]", "bittorrentold")]
    [TestCase("\u200B\u200BStable", "stable")]
    [TestCase("Stra\u00DFe", "strasse")]
    [TestCase("\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C3")]
    [TestCase("\u03BF\u03B4\u03BF\u03C2", "\u03BF\u03B4\u03BF\u03C3")]
    [TestCase("\u6BD4\u7279\u5E01 (BTC)", "\u6BD4\u7279\u5E01btc")]
    [TestCase("\U00020BB7 Coin", "\U00020BB7coin")]
    [TestCase("!!!", "!!!")]
    [TestCase("???", "???")]
    public void A_name_is_its_letters_and_digits(string name, string expected) =>
        Assert.That(LabelNormaliser.Name(name), Is.EqualTo(expected));

    [Test]
    public void Words_keep_points_between_digits() =>
        Assert.That(
            LabelNormaliser.Words("Crypto.com  Terra-2.0 (v1.) x.5"),
            Is.EqualTo(new[] { "crypto", "com", "terra", "2.0", "v1", "x", "5" })
        );

    /// <summary>Otherwise a rebuild that reads what it wrote would decide differently.</summary>
    [Test]
    public void Normalising_twice_is_normalising_once() =>
        Prop.ForAll<string>(text =>
            {
                text ??= "";
                var (symbol, name) = (LabelNormaliser.Symbol(text), LabelNormaliser.Name(text));
                return LabelNormaliser.Symbol(symbol) == symbol && LabelNormaliser.Name(name) == name;
            })
            .Check(Properties.Tried(100));
}
