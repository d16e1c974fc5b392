using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Files have labels and old prices, nothing else.</summary>
public sealed class FileLabelsTests
{
    [TestCase("BTC", "Bitcoin")]
    [TestCase(" BTC", "Bitcoin")]
    [TestCase("btc\u00A0", "BITCOIN")]
    [TestCase("\u200BBTC", "Bitcoin")]
    public void A_file_joins_the_asset_whose_label_it_has_whatever_the_price(string symbol, string name) =>
        Assert.That(
            Links(
                File(symbol, name, price: "0.05"),
                CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
                CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60000")
            ),
            Does.Contain($"FileLabel coingecko:bitcoin = csv:{symbol}|{name}")
        );

    [Test]
    public void A_file_joins_none_of_two_assets_with_its_label() =>
        Assert.That(
            Links(
                File("JUP", "Jupiter"),
                CoinGecko("jupiter-exchange-solana", "jup", "Jupiter", "0.77"),
                CoinPaprika("jup-jupiter", "JUP", "Jupiter", "0.000887")
            ),
            Is.Empty
        );

    [TestCase("BTC", "Bitcoin Cash")]
    [TestCase("BCH", "Bitcoin")]
    public void A_file_joins_nothing_by_half_of_its_label(string symbol, string name) =>
        Assert.That(Links(File(symbol, name), CoinGecko("bitcoin", "btc", "Bitcoin", "1")), Is.Empty);

    [Test]
    public void Files_do_not_count_where_a_catalogue_label_must_be_unique() =>
        Assert.That(
            Links(
                File("HBAR", "Something else"),
                CoinGecko("bitcoin", "btc", "Bitcoin", "60000"),
                CoinPaprika("btc-bitcoin", "BTC", "Bitcoin", "60000")
            ),
            Is.EqualTo(new[] { "T1 coingecko:bitcoin = coinpaprika:btc-bitcoin" })
        );

    [Test]
    public void A_file_stays_with_its_asset_when_the_asset_is_renamed()
    {
        var file = File("LUNA", "Terra");
        var terra = CoinGecko("terra-luna", "luna", "Terra", "80");
        var first = IdentityRules.Decide(Cut(file, terra), CuratedPairs.None, []);
        var later = IdentityRules.Decide(
            Cut(
                file,
                terra with
                {
                    Symbol = "lunc",
                    Name = "Terra Luna Classic",
                },
                CoinGecko("terra-luna-2", "luna", "Terra", "1.6")
            ),
            CuratedPairs.None,
            Stored([], first.Decisions)
        );
        Assert.That(later.Decisions, Is.Empty);
        Assert.That(later.Assets.Of(file.Id), Does.Contain(terra.Id));
    }
}
