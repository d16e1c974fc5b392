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

    [TestCase("btc-usd-max.csv", "BTC")]
    [TestCase("Bitstamp_ETHUSD_d.csv", "ETH")]
    [TestCase("XBTUSD_1440.csv", "BTC")]
    [TestCase("sol_usd.csv", "SOL")]
    [TestCase("nasdaq-btc-usd.csv", "BTC")]
    [TestCase("BTC-USD BTCUSD 1h.csv", "BTC")]
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

    [TestCase("prices.csv")]
    [TestCase("btc-usd-eth-usd.csv")]
    [TestCase("usd.csv")]
    [TestCase("bitstampUSD_1-min.csv")]
    [TestCase("coinbaseUSD.csv")]
    [TestCase("eth-btc.csv")]
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
