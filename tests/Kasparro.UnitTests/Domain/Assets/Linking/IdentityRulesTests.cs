using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>T1 to T3, one by one: what each links, and what each must not.</summary>
public sealed class IdentityRulesTests
{
    [TestCase("100", "100", true)]
    [TestCase("100", "199", true)]
    [TestCase("100", "200", true)]
    [TestCase("100", "201", false)]
    [TestCase("1e-30", "1.5e-30", true, Description = "beyond decimal")]
    public void T1_links_a_unique_label_within_a_factor_of_2(string price, string other, bool linked) =>
        Assert.That(
            Links(CoinGecko("bitcoin", "btc", "Bitcoin", price), CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", other)),
            Is.EqualTo(linked ? ["T1 coingecko:bitcoin = coinpaprika:btc-bitcoin"] : Array.Empty<string>())
        );

    [Test]
    public void T1_leaves_a_label_with_a_distant_price_where_another_listing_has_a_close_one() =>
        Assert.That(
            Links(
                CoinGecko("beam-2", "beam", "Beam", "0.0145"),
                CoinPaprika("beam-beam", "BEAM", "Beam", "0.0220"),
                CoinPaprika("beam-merit-circle", "BEAM", "Merit Circle", "0.0144")
            ),
            Is.Empty
        );

    [Test]
    public void T1b_takes_the_only_pair_within_10_percent_of_several_with_that_label() =>
        Assert.That(
            Links(
                CoinGecko("midnight", "night", "Midnight", "0.0002"),
                CoinGecko("midnight-3", "night", "Midnight", "0.0468"),
                CoinPaprika("night-midnight", "NIGHT", "Midnight", "0.0471")
            ),
            Is.EqualTo(new[] { "T1b coingecko:midnight-3 = coinpaprika:night-midnight" })
        );

    [Test]
    public void T1b_takes_none_where_two_pairs_are_within_10_percent() =>
        Assert.That(
            Links(
                CoinGecko("one", "usdx", "USDX", "1.001"),
                CoinGecko("two", "usdx", "USDX", "0.999"),
                CoinPaprika("usdx-usdx", "USDX", "USDX", "1")
            ),
            Is.Empty
        );

    [TestCase("1.00", "1.09", 0, true)]
    [TestCase("1.00", "1.11", 0, false)]
    [TestCase("1.00", "1.01", 14, true)]
    [TestCase("1.00", "1.01", 15, true)]
    [TestCase("1.00", "1.01", 16, false, Description = "both fresh, but of different times")]
    [TestCase("1.00", "1.01", 61, true, Description = "one is not fresh, so nothing better can be had")]
    public void T2_links_related_names_within_10_percent(string price, string other, double minutes, bool linked) =>
        Assert.That(
            Links(
                CoinGecko("hedera-hashgraph", "hbar", "Hedera", price, minutes),
                CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
                CoinPaprika("hbar-hedera-hashgraph", "HBAR", "Hedera Hashgraph", other),
                // The symbol is used twice, so T3 has no say.
                CoinPaprika("hbar-other", "HBAR", "Other", "77")
            ),
            Is.EqualTo(
                linked ? ["T2 coingecko:hedera-hashgraph = coinpaprika:hbar-hedera-hashgraph"] : Array.Empty<string>()
            )
        );

    [Test]
    public void T2_compares_times_beyond_the_time_between_the_two_runs() =>
        Assert.That(
            Links(
                CoinGecko("near", "near", "NEAR Protocol", "4.1", minutesAgo: 500),
                CoinPaprika("near-near-protocol", "NEAR", "Near", "4.2"),
                CoinPaprika("near-other", "NEAR", "Other", "77")
            ),
            Is.EqualTo(new[] { "T2 coingecko:near = coinpaprika:near-near-protocol" })
        );

    [Test]
    public void T2_takes_none_where_two_related_names_are_within_10_percent() =>
        Assert.That(
            Links(
                CoinGecko("acme", "acm", "Acme", "1.5"),
                CoinPaprika("acm-acme-token", "ACM", "Acme Token", "1.5"),
                CoinPaprika("acm-acme-network", "ACM", "Acme Network", "1.5")
            ),
            Is.Empty
        );

    [Test]
    public void T2_does_not_link_over_a_guard_word_even_where_slugs_are_equal() =>
        Assert.That(
            Links(
                CoinGecko("acme", "acm", "Wrapped Acme", "1.5"),
                CoinPaprika("acm-acme", "ACM", "Acme", "1.5"),
                CoinPaprika("acm-other", "ACM", "Other", "77")
            ),
            Is.Empty
        );

    [TestCase("rock-rsk", "RSK Smart Bitcoin", true)]
    [TestCase("californium", "Californium", false, Description = "not even a word in common: chance")]
    [TestCase("rootstock-staked", "Rootstock Staked", false, Description = "a guard word on one side")]
    public void T3_links_a_symbol_used_once_on_each_side(string slug, string name, bool linked) =>
        Assert.That(
            Links(
                CoinGecko("rootstock", "rbtc", "Rootstock RSK", "16600"),
                CoinPaprika($"rbtc-{slug}", "RBTC", name, "16500")
            ),
            Is.EqualTo(linked ? [$"T3 coingecko:rootstock = coinpaprika:rbtc-{slug}"] : Array.Empty<string>())
        );

    [Test]
    public void T3_has_no_say_where_a_symbol_is_used_twice() =>
        Assert.That(
            Links(
                CoinGecko("rootstock", "rbtc", "Rootstock RSK", "16600"),
                CoinPaprika("rbtc-smart-bitcoin", "RBTC", "RSK Smart Bitcoin", "16500"),
                CoinPaprika("rbtc-rabbit", "RBTC", "Rabbit", "0.1")
            ),
            Is.Empty
        );

    [Test]
    public void T3_does_not_take_the_price_of_every_stablecoin_for_evidence() =>
        Assert.That(
            Links(
                CoinGecko("usdx-kava", "usdx", "Kava Dollar", "0.99"),
                CoinPaprika("usdx-usd-digital", "USDX", "USD Digital", "1.00")
            ),
            Is.Empty
        );

    [TestCase("btc", "Binance-Peg Bitcoin")]
    [TestCase("btc", "Wrapped Bitcoin")]
    [TestCase("btc", "Bridged Bitcoin (Acme)")]
    [TestCase("btc", "Bitcoin [OLD]")]
    [TestCase("btc", "Bitcoin v2")]
    [TestCase("btc", "Staked Bitcoin")]
    public void Guards_keep_a_copy_from_the_coin_even_where_it_is_the_only_one_of_the_symbol(
        string symbol,
        string name
    ) =>
        Assert.That(
            Links(CoinGecko("copy", symbol, name, "60000"), CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60000")),
            Is.Empty
        );

    [Test]
    public void A_symbol_alone_is_never_enough() =>
        Assert.That(
            Links(CoinGecko("one", "abc", "Alpha", "5"), CoinPaprika("abc-beta", "ABC", "Beta", "5")),
            Is.Empty
        );

    [Test]
    public void Without_a_visible_symbol_nothing_is_linked() =>
        Assert.That(
            Links(CoinGecko("one", "\u200B", "Alpha", "5"), CoinPaprika("-alpha", " ", "Alpha", "5")),
            Is.Empty
        );

    [TestCase(false, true), TestCase(true, false), TestCase(false, false)]
    public void Without_a_price_nothing_is_linked(bool isPriced, bool isOtherPriced) =>
        Assert.That(
            Links(
                Priced(CoinGecko("alpha", "abc", "Alpha", "5"), isPriced),
                Priced(CoinPaprika("abc-alpha", "ABC", "Alpha", "5"), isOtherPriced)
            ),
            Is.Empty
        );

    [TestCase("0.3", true)]
    [TestCase("1", false, Description = "every stablecoin has that price")]
    [TestCase("1.1", false)]
    [TestCase("0.92", false)]
    [TestCase("0.9", true)]
    [TestCase("1.11", true)]
    public void T3_takes_a_repeated_symbol_for_evidence_away_from_one_dollar(string price, bool linked) =>
        Assert.That(
            Links(
                CoinGecko("woo-one", "woo", "WOO Alpha", price),
                CoinPaprika("woo-wootrade", "WOO", "Wootrade", price)
            ),
            Is.EqualTo(linked ? ["T3 coingecko:woo-one = coinpaprika:woo-wootrade"] : Array.Empty<string>())
        );

    private static Listing Priced(Listing listing, bool isPriced) =>
        isPriced ? listing : listing with { PriceUsd = null, PriceTime = null };
}
