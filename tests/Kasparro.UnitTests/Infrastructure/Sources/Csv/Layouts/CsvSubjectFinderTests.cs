// cspell:disable: symbols of coins, and words of exporters.
using System.Text;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Layouts;

/// <summary>Which coin a file is about that has no column of symbols.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvSubjectFinderTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Test]
    public async Task A_file_next_to_it_says_which_coin_it_is_before_settings_and_its_name()
    {
        _files.Put("eth-usd-max.csv.about", "symbol=ETH\nname=Ethereum\n");
        var rows = await _files.ReadAsync(
            "eth-usd-max.csv",
            "snapped_at,price\n2013-04-28 00:00:00 UTC,1.5\n",
            ("CSV_SYMBOL", "BTC")
        );

        Assert.That(rows, Is.EqualTo(new[] { "ETH Ethereum 2013-04-28T00:00:00 1.5 - -" }));
    }

    [TestCase("symbol=BTC\nname=Bitcoin\nsymbol=ETH\nname=Ethereum\n", Description = "of two lines the last counts")]
    [TestCase("Symbol = \"ETH\"\nNAME=\"Ethereum\"\n", Description = "quotes and spaces")]
    [TestCase("# by hand\nsymbol=ETH\nname=Ethereum\ncurrency=\n", Description = "lines that say nothing")]
    public async Task The_file_next_to_it_is_read_however_people_write_it(string about)
    {
        _files.Put("prices.csv.about", about);

        Assert.That(
            await _files.ReadAsync("prices.csv", "Date,Close\n2020-01-01,2\n"),
            Is.EqualTo(new[] { "ETH Ethereum 2020-01-01T00:00:00 2 - -" })
        );
    }

    [Test]
    public async Task The_number_of_a_currency_is_no_name_of_the_coin_that_stands_next_to_it() =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                "timeOpen;timeClose;timeHigh;symbol;name;close\n"
                    + "2020-01-01T00:00:00.000Z;2020-01-01T23:59:59.999Z;2020-01-01T05:00:00.000Z;BTC;2781;2.5\n"
            ),
            Is.EqualTo(new[] { "BTC BTC 2020-01-01T23:59:59.999 2.5 - -" })
        );

    [TestCase("btc-usd-max.csv", "BTC")]
    [TestCase("Bitstamp_ETHUSD_d.csv", "ETH")]
    [TestCase("XBTUSD_1440.csv", "BTC")]
    [TestCase("sol_usd.csv", "SOL")]
    [TestCase("nasdaq-btc-usd.csv", "BTC")]
    [TestCase("BTC-USD BTCUSD 1h.csv", "BTC")]
    [TestCase("BTC-USD spotUSD 1h.csv", "BTC", Description = "next to an exchange")]
    public async Task A_name_with_one_pair_says_which_coin_it_is(string name, string symbol) =>
        Assert.That(
            await _files.ReadAsync(name, "Date,Close\n2020-01-01,2\n"),
            Is.EqualTo(new[] { $"{symbol} {symbol} 2020-01-01T00:00:00 2 - -" })
        );

    [TestCase("btc-eur.csv", "EUR")]
    [TestCase("BTCUSDT_1d.csv", "USDT")]
    [Promise(20)]
    public async Task A_name_with_another_currency_gives_no_price(string name, string currency)
    {
        Assert.That(await _files.ReadAsync(name, "Date,Close\n2020-01-01,2\n"), Is.EqualTo(new[] { "NoUsdQuote" }));
        Assert.That(
            _files.Reasons.Single(),
            Is.EqualTo($"the prices of its file are in {currency}, and only prices in US dollars are market data")
        );
    }

    [TestCase("BTC-CHF.csv", "CHF")]
    [TestCase("btc-pln-max.csv", "PLN")]
    [TestCase("bitcoin_eur.csv", "EUR")]
    [TestCase("render-eur-max.csv", "EUR")]
    [TestCase("krakenEUR.csv", "EUR")]
    [TestCase("RENDERGBP_1440.csv", "GBP")]
    [TestCase("RENDERUSDT-1d-2024-01.csv", "USDT")]
    [TestCase("RENDERBTC_1d.csv", "BTC")]
    [TestCase("BTCUSDTPERP_1d.csv", "USDT")]
    [Promise(20)]
    public async Task A_setting_that_says_the_coin_leaves_the_currency_to_the_name(string name, string currency)
    {
        var rows = await _files.ReadAsync(name, "Date,Close\n2020-01-01,2\n", ("CSV_SYMBOL", "BTC"));
        Assert.That(rows, Is.EqualTo(new[] { "NoUsdQuote" }));
        Assert.That(_files.Reasons.Single(), Does.StartWith($"the prices of its file are in {currency},"));
    }

    [TestCase("BTC-EUR", "NoUsdQuote")]
    [TestCase("BTC/USDT", "NoUsdQuote")]
    [TestCase("BTCEUR", "NoUsdQuote")]
    [TestCase("BTC-USD", "BTC BTC 2020-01-01T00:00:00 2 - -")]
    [TestCase("crvUSD", "crvUSD crvUSD 2020-01-01T00:00:00 2 - -")]
    [Promise(20)]
    public async Task Who_says_a_pair_says_its_currency_too(string symbol, string row)
    {
        const string Csv = "Date,Close\n2020-01-01,2\n";

        Assert.That(await _files.ReadAsync("a.csv", Csv, ("CSV_SYMBOL", symbol)), Is.EqualTo(new[] { row }));
        _files.Put("b.csv.about", $"symbol={symbol}\n");
        Assert.That(await _files.ReadAsync("b.csv", Csv), Is.EqualTo(new[] { row }));
        _files.Put("b.csv.about", $"symbol={symbol}\ncurrency=USD\n");
        Assert.That(await _files.ReadAsync("b.csv", Csv), Has.Some.EndsWith(" 2020-01-01T00:00:00 2 - -"));
    }

    [TestCase("usdt.csv")]
    [TestCase("bitstampUSD_1-min.csv")]
    [TestCase("eur-usd.csv")]
    [TestCase("my-first-try.csv")]
    [TestCase("entrepreneur.csv")]
    public async Task A_word_that_may_be_no_currency_is_none(string name) =>
        Assert.That(
            await _files.ReadAsync(name, "Date,Close\n2020-01-01,2\n", ("CSV_SYMBOL", "BTC")),
            Is.EqualTo(new[] { "BTC BTC 2020-01-01T00:00:00 2 - -" })
        );

    [TestCase("prices.csv")]
    [TestCase("btc-usd-eth-usd.csv")]
    [TestCase("usd.csv")]
    [TestCase("bitstampUSD_1-min.csv")]
    [TestCase("coinbaseUSD.csv")]
    [TestCase("eth-btc.csv")]
    [TestCase("EUR-USD.csv")]
    public void A_file_that_says_nowhere_which_coin_it_is_is_refused(string name) =>
        Assert.That(
            _files.Refusal(name, "Date,Close\n2020-01-01,2\n").Sentence,
            Is.EqualTo($"{_files.PathOf(name)} has no column of symbols, and nothing says which coin it is about.")
        );

    [Test]
    public void One_setting_does_not_name_two_files()
    {
        _files.Put("a.csv", Bytes("Date,Close\n2020-01-01,2\n"));
        _files.Put("b.csv", Bytes("Date,Close\n2020-01-01,3\n"));

        Assert.That(
            CsvFiles.Refusal(_files.Folder, ("CSV_SYMBOL", "BTC")).Sentence,
            Is.EqualTo(
                $"CSV_SYMBOL is BTC, and both {_files.PathOf("a.csv")} and {_files.PathOf("b.csv")} "
                    + "have no column of symbols."
            )
        );
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
