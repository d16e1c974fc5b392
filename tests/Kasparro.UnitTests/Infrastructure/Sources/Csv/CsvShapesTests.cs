using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>The files that people have, each in the shape of the program it comes from: docs/csv.md.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvShapesTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Test]
    public async Task Yahoo_is_read_with_the_coin_of_its_name()
    {
        var rows = await _files.ReadAsync(
            "BTC-USD.csv",
            "Date,Open,High,Low,Close,Adj Close,Volume\n2020-03-25,6738.7,6892.5,6536.9,6681.06,6600.01,44590107888\n"
        );

        Assert.That(rows, Is.EqualTo(new[] { "BTC BTC 2020-03-25T00:00:00 6681.06 - 44590107888" }));
    }

    [Test]
    public async Task CoinGeckos_download_is_read_with_the_coin_that_is_set()
    {
        var rows = await _files.ReadAsync(
            "prices.csv",
            "snapped_at,price,market_cap,total_volume\n2013-04-28 00:00:00 UTC,135.6,1500517590,3\n",
            ("CSV_SYMBOL", "BTC"),
            ("CSV_NAME", "Bitcoin")
        );

        Assert.That(rows, Is.EqualTo(new[] { "BTC Bitcoin 2013-04-28T00:00:00 135.6 1500517590 3" }));
    }

    [Test]
    [Promise(20)]
    public async Task CryptoDataDownload_has_a_banner_pairs_and_a_volume_in_dollars()
    {
        var rows = await _files.ReadAsync(
            "prices.csv",
            """
            Created on 06-02-2019,https://www.CryptoDataDownload.com
            Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USD
            2019-06-02,BTCUSD,8583.89,8583.89,8560.77,8560.77,0.3,0.4
            2019-04-22 11-PM,BTCUSD,5400.04,5401.10,5396.08,5396.80,8.35,44886.70
            2019-04-22 12-AM,BTCEUR,5400.04,5401.10,5396.08,5396.80,8.35,44886.70

            """
        );

        Assert.That(
            rows,
            Is.EqualTo(
                new[]
                {
                    "BTC BTC 2019-06-02T00:00:00 8560.77 - 0.4",
                    "BTC BTC 2019-04-22T23:00:00 5396.80 - 44886.70",
                    "NoUsdQuote",
                }
            )
        );
    }

    [TestCase("https://www.CryptoDataDownload.com\n")]
    [TestCase("# made by hand\n\n")]
    [TestCase("sep=,\n")]
    [TestCase("Exported,2020-01-01\nby,me\n")]
    public async Task What_stands_above_the_header_is_skipped(string above) =>
        Assert.That(
            await _files.ReadAsync("prices.csv", above + "Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n"),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2 - -" })
        );

    [Test]
    public async Task CoinMarketCap_has_semicolons_and_a_name_that_is_no_coin()
    {
        var rows = await _files.ReadAsync(
            "btc.csv",
            "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp\n"
                + "\"2025-10-20T00:00:00.000Z\";\"2025-10-20T23:59:59.999Z\";\"2025-10-20T15:53:00.000Z\";"
                + "\"2025-10-20T00:34:00.000Z\";\"2781\";1;2;0.5;110588.96;63507793084.52;2204868785654.82;"
                + "\"2025-10-20T23:59:59.999Z\"\n",
            ("CSV_SYMBOL", "BTC")
        );

        Assert.That(
            rows,
            Is.EqualTo(new[] { "BTC BTC 2025-10-20T23:59:59.999 110588.96 2204868785654.82 63507793084.52" })
        );
    }

    [TestCase(";")]
    [TestCase("\t")]
    [TestCase("|")]
    public async Task Other_separators_are_recognised(string separator) =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                "Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2.5\n".Replace(",", separator)
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2.5 - -" })
        );

    [Test]
    public async Task Kraken_and_Binance_have_no_header_and_are_read_with_the_columns_that_are_set()
    {
        var rows = await _files.ReadAsync(
            "XBTUSD_1440.csv",
            "1381017600,122.3,122.3,122.3,122.3,0.4,1\n1381104000,123.64,123.64,123.64,123.64,0.4,1\n",
            ("CSV_COLUMNS", "time,open,high,low,close,volume,trades")
        );

        Assert.That(
            rows,
            Is.EqualTo(new[] { "BTC BTC 2013-10-06T00:00:00 122.3 - -", "BTC BTC 2013-10-07T00:00:00 123.64 - -" })
        );
    }

    [Test]
    public void A_file_without_header_is_refused_and_its_first_row_is_not_lost() =>
        Assert.That(
            _files.Refusal("XBTUSD.csv", "1381017600,122.3,122.3,122.3,122.3,0.4,1\n"),
            Is.EqualTo(
                new RunFailure(
                    FailureClass.Data,
                    $"{_files.PathOf("XBTUSD.csv")} cannot be read: it has no header: its first line has values, "
                        + "and no names of columns.",
                    "Name its columns in their order, for example CSV_COLUMNS=time,open,high,low,close,volume; "
                        + "nothing of it was kept."
                )
            )
        );

    [Test]
    public void A_header_that_cannot_give_a_row_is_refused_with_what_was_found_and_is_wanted() =>
        Assert.That(
            _files.Refusal("prices.csv", "Symbol,Name,Date,Value\nBTC,Bitcoin,2020-01-01,2\n").Sentence,
            Is.EqualTo(
                $"{_files.PathOf("prices.csv")} cannot be read: "
                    + "no column of prices (Close, Price) is among its columns; "
                    + "found: Symbol, Name, Date, Value."
            )
        );

    [Test]
    public async Task Quotes_may_stand_behind_a_space() =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                "Date, \"Symbol\", \"Name\", \"Close\"\n2020-01-01, \"BTC\", \"Bitcoin, the coin\", \"2.5\"\n"
            ),
            Is.EqualTo(new[] { "BTC Bitcoin, the coin 2020-01-01T00:00:00 2.5 - -" })
        );

    [Test]
    public async Task Investing_com_in_German_has_points_in_thousands()
    {
        var rows = await _files.ReadAsync(
            "btc-usd.csv",
            "\"Date\",\"Price\",\"Vol.\"\n\"25.12.2023\",\"43.613,5\",\"1,20M\"\n\"26.12.2023\",\"42.508\",\"1,31M\"\n"
        );

        Assert.That(
            rows,
            Is.EqualTo(new[] { "BTC BTC 2023-12-25T00:00:00 43613.5 - -", "BTC BTC 2023-12-26T00:00:00 42508 - -" })
        );
    }

    [Test]
    [Promise(20)]
    public async Task A_volume_in_coins_is_no_amount_of_dollars_unless_the_setting_says_so()
    {
        const string Csv = "Symbol,Name,Date,Open,Close,Volume\nBTC,Bitcoin,1381017600,122.3,122.3,0.4\n";

        Assert.That((await _files.ReadAsync("prices.csv", Csv)).Single(), Does.EndWith(" -"));
        Assert.That((await _files.ReadAsync("prices.csv", Csv, ("CSV_VOLUME", "usd"))).Single(), Does.EndWith(" 0.4"));
    }

    [Test]
    public async Task An_optional_cell_that_cannot_be_read_costs_itself_and_not_its_row() =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                "Symbol,Name,Date,Close,Volume,Marketcap\nBTC,Bitcoin,2020-01-01,2,a lot,100\n"
                    + "BTC,Bitcoin,2020-01-02,2,5,n.a.\n"
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2 100 -", "BTC Bitcoin 2020-01-02T00:00:00 2 - -" })
        );

    [TestCase("Close (EUR)")]
    [TestCase("price_eur")]
    [Promise(20)]
    public async Task A_column_of_prices_in_another_currency_gives_no_price(string column)
    {
        var rows = await _files.ReadAsync("prices.csv", $"Symbol,Name,Date,{column}\nBTC,Bitcoin,2020-01-01,2\n");

        Assert.That(rows, Is.EqualTo(new[] { "NoUsdQuote" }));
        Assert.That(
            _files.Reasons.Single(),
            Is.EqualTo($"the price is {column}, and only prices in US dollars are market data")
        );
    }
}
