using Kasparro.Domain.Assets.Labels;

namespace Kasparro.UnitTests.Domain.Assets.Labels;

public sealed class LabelTests
{
    [TestCase("BNB", "BNB", "binancecoin", "BNB", "Binance Coin", "binance-coin")]
    [TestCase("snx", "Synthetix Network", "havven", "SNX", "Synthetix Network Token", "synthetix-network-token")]
    [TestCase("atom", "Cosmos Hub", "cosmos", "ATOM", "Cosmos", "cosmos")]
    [TestCase("cro", "Cronos", "crypto-com-chain", "CRO", "Crypto.com Coin", "cryptocom-chain")]
    [TestCase("vgx", "Voyager VGX", "ethos", "VGX", "Voyager Token", "ethos")]
    [TestCase("arpa", "ARPA", "arpa", "ARPA", "ARPA Chain", "arpa-chain")]
    [TestCase("shr", "Share", "sharering", "SHR", "ShareToken", "sharetoken")]
    [TestCase("sxp", "SXP", "swipe", "SXP", "Swipe", "swipe")]
    public void One_coin_under_two_labels_has_related_names(
        string symbol,
        string name,
        string slug,
        string otherSymbol,
        string otherName,
        string otherSlug
    )
    {
        var (one, other) = (Label.Of(symbol, name, slug), Label.Of(otherSymbol, otherName, otherSlug));
        Assert.That(one.RelatedNames.Intersect(other.RelatedNames), Is.Not.Empty);
        Assert.That(one.Guards, Is.EqualTo(other.Guards));
    }

    [TestCase("FOX", "ShapeShift FOX", "shapeshift-fox-token", "FOX", "FOX Token", "fox-token")]
    [TestCase("TON", "TON", "tontoken", "TON", "Tokamak Network", "tokamak-network")]
    [TestCase("X", "Token", null, "X", "Coin", null)]
    public void Two_coins_have_none(
        string symbol,
        string name,
        string? slug,
        string otherSymbol,
        string otherName,
        string? otherSlug
    ) =>
        Assert.That(
            Label
                .Of(symbol, name, slug)
                .RelatedNames.Intersect(Label.Of(otherSymbol, otherName, otherSlug).RelatedNames),
            Is.Empty
        );

    [TestCase("Bitcoin", "")]
    [TestCase("Wrapped Bitcoin", "wrapped")]
    [TestCase("Ether(Wrapped)", "wrapped")]
    [TestCase("Binance-Peg XRP", "pegged")]
    [TestCase("Lido Staked Ether", "staked")]
    [TestCase("Arbitrum Bridged USDT (Arbitrum)", "bridged")]
    [TestCase("Tether USD (Wormhole)", "bridged")]
    [TestCase("BitTorrent [OLD]", "old")]
    [TestCase("Terra Luna Classic", "classic")]
    [TestCase("Fox FinanceV2", "v2")]
    [TestCase("Terra 2.0", "v2")]
    [TestCase("Olympus v2", "v2")]
    [TestCase("Coinbase Wrapped Staked ETH", "staked wrapped")]
    [TestCase("Pegasus", "", Description = "a word, not a part of one")]
    [TestCase("Shortcoin", "")]
    public void Guard_words_say_that_it_is_another_coin(string name, string guards) =>
        Assert.That(Label.Of("X", name, slug: null).Guards, Is.EqualTo(guards));

    [TestCase("Pax Dollar", "Pax Gold", true)]
    [TestCase("Pax Dollar", "Gemini Dollar", false, Description = "many coins are dollars")]
    [TestCase("Wrapped Ether", "Wrapped Bitcoin", false, Description = "a guard")]
    [TestCase("Alpha Network", "Beta Network", false, Description = "a generic word")]
    [TestCase("XYZ Alpha", "XYZ Beta", false, Description = "the symbol, which both have anyway")]
    public void Two_names_share_a_word_that_tells_coins_apart_or_none(string name, string other, bool isShared) =>
        Assert.That(Label.Of("XYZ", name, null).SharesWord(Label.Of("XYZ", other, null)), Is.EqualTo(isShared));

    [TestCase("WOO", "WOO Network", "Wootrade", true)]
    [TestCase("WOO", "WOO Network", "Trade", false)]
    [TestCase("WO", "WO Network", "Wonder", false, Description = "two letters begin many words")]
    public void A_symbol_of_three_letters_is_repeated_where_a_word_of_both_starts_with_it(
        string symbol,
        string name,
        string other,
        bool isRepeated
    ) => Assert.That(Label.Of(symbol, name, null).RepeatsSymbol(Label.Of(symbol, other, null)), Is.EqualTo(isRepeated));
}
