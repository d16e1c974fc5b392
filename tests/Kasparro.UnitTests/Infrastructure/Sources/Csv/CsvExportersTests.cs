// cspell:disable: symbols of coins, and words of exporters.
using System.Text;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>What programs write that name their columns or their currency in a way of their own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvExportersTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("2781", "BTC BTC 2024-04-30T23:59:59.999 60636.85 1193969154447.7 37840840057.0")]
    [TestCase("2790", "NoUsdQuote", TestName = "CoinMarketCap_in_euros")]
    [Promise(20)]
    public async Task The_name_in_a_file_of_CoinMarketCap_is_the_number_of_its_currency(string number, string row) =>
        Assert.That(
            await _files.ReadAsync(
                "history.csv",
                "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp\n"
                    + "\"2024-04-30T00:00:00.000Z\";\"2024-04-30T23:59:59.999Z\";\"2024-04-30T01:46:00.000Z\";"
                    + $"\"2024-04-30T20:30:00.000Z\";\"{number}\";63839.41;64703.33;59120.06;60636.85;37840840057.0;"
                    + "1193969154447.7;\"2024-04-30T23:59:59.999Z\"\n",
                ("CSV_SYMBOL", "BTC")
            ),
            Is.EqualTo(new[] { row })
        );

    [TestCase(
        "<DATE>\t<TIME>\t<OPEN>\t<CLOSE>\t<TICKVOL>\n2023.01.02\t05:30:00\t16541.0\t16616.75\t14212\n",
        "BTC BTC 2023-01-02T05:30:00 16616.75 - -",
        TestName = "MetaTrader"
    )]
    [TestCase(
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<CLOSE>,<VOL>\nBTCUSD,60,20230102,053000,16541,16616.75,1421\n",
        "BTC BTC 2023-01-02T05:30:00 16616.75 - -",
        TestName = "Stooq"
    )]
    public async Task Names_of_columns_may_stand_in_angle_brackets(string text, string row) =>
        Assert.That(await _files.ReadAsync("BTCUSD_H1.csv", text), Is.EqualTo(new[] { row }));

    [TestCase(
        "Gmt time,Open,Close,Volume\n13.01.2023 05:30:00.000,1,16616.75,2\n",
        "BTC BTC 2023-01-13T05:30:00 16616.75 - -",
        TestName = "Dukascopy"
    )]
    [TestCase(
        "Data,Otwarcie,Zamkniecie,Wolumen\n2023-01-13,1,16616.75,2\n",
        "BTC BTC 2023-01-13T00:00:00 16616.75 - -",
        TestName = "Stooq_in_Polish"
    )]
    [TestCase(
        "\"Data\",\"Ultimo\",\"Vol.\"\n\"13.01.2023\",\"16.616,75\",\"1,2K\"\n",
        "BTC BTC 2023-01-13T00:00:00 16616.75 - -",
        TestName = "Investing_com_in_Italian"
    )]
    [TestCase(
        "time_open;time_close;price_open;price_close;volume_traded\n"
            + "2023-01-13T00:00:01.0000000Z;2023-01-13T23:59:59.0000000Z;1;16616.75;2\n",
        "BTC BTC 2023-01-13T23:59:59 16616.75 - -",
        TestName = "CoinAPI"
    )]
    [TestCase(
        "quote.USD.last_updated,quote.USD.price,quote.USD.market_cap,quote.USD.volume_24h\n"
            + "2023-01-13T05:30:00.000Z,16616.75,7,8\n",
        "BTC BTC 2023-01-13T05:30:00 16616.75 7 8",
        TestName = "CoinMarketCap_flattened"
    )]
    [TestCase(
        "last_updated,quotes.USD.price,quotes.EUR.price\n2023-01-13T05:30:00Z,16616.75,7\n",
        "BTC BTC 2023-01-13T05:30:00 16616.75 - -",
        TestName = "CoinPaprika_flattened"
    )]
    [TestCase("last_updated,quotes.EUR.price\n2023-01-13T05:30:00Z,7\n", "NoUsdQuote", TestName = "In_euros")]
    public async Task Exporters_have_words_of_their_own(string text, string row) =>
        Assert.That(await _files.ReadAsync("BTCUSD.csv", text), Is.EqualTo(new[] { row }));

    [TestCase("Price ($)")]
    [TestCase("Price [USD]")]
    [TestCase("Price in USD")]
    [TestCase("usd_price")]
    [TestCase("Last Price, USD")]
    [TestCase("Closing Price (US$)")]
    public async Task A_price_names_US_dollars_in_many_ways(string column) =>
        Assert.That(
            await _files.ReadAsync("a.csv", $"symbol,name,date,\"{column}\"\nBTC,Bitcoin,2023-01-01,16600\n"),
            Is.EqualTo(new[] { "BTC Bitcoin 2023-01-01T00:00:00 16600 - -" })
        );

    [TestCase("Price (€)")]
    [TestCase("Closing price in EUR")]
    [TestCase("Price £")]
    [Promise(20)]
    public async Task A_price_names_another_currency_in_many_ways(string column) =>
        Assert.That(
            await _files.ReadAsync("a.csv", $"symbol,name,date,{column}\nBTC,Bitcoin,2023-01-01,16600\n"),
            Is.EqualTo(new[] { "NoUsdQuote" })
        );

    [TestCase("Date (UTC)")]
    [TestCase("GMT date")]
    public async Task A_time_whose_column_says_that_it_is_in_UTC_is_in_no_other_zone(string column) =>
        Assert.That(
            await _files.ReadAsync(
                "a.csv",
                $"symbol,name,{column},close\nBTC,Bitcoin,2023-01-01 05:30,16600\n",
                ("CSV_TIME_ZONE", "Europe/Berlin")
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2023-01-01T05:30:00 16600 - -" })
        );

    [TestCase("price,price_usd", "1,16600")]
    [TestCase("price_usd,price", "16600,1")]
    public async Task Of_two_prices_the_one_that_names_US_dollars_counts(string columns, string cells) =>
        Assert.That(
            await _files.ReadAsync("a.csv", $"symbol,name,date,{columns}\nBTC,Bitcoin,2023-01-01,{cells}\n"),
            Is.EqualTo(new[] { "BTC Bitcoin 2023-01-01T00:00:00 16600 - -" })
        );

    [TestCase("date,close,Close", "close")]
    [TestCase("date,close,DATE", "date")]
    [TestCase("date,close,Symbol", "symbol")]
    [TestCase("date,close,market cap,Market Cap", "market cap")]
    public void What_is_read_and_there_twice_is_not_guessed(string columns, string name) =>
        Assert.That(
            _files.Refusal("a.csv", $"symbol,name,{columns}\nBTC,Bitcoin,2023-01-01,1,2\n").Sentence,
            Is.EqualTo($"{_files.PathOf("a.csv")} cannot be read: 2 of its columns are called {name}.")
        );

    [TestCase("BZh91AY&SY", "packed with bzip2")]
    [TestCase("\u00FD7zXZ", "packed with xz")]
    [TestCase("(\u00B5/\u00FD", "packed with Zstandard")]
    [TestCase("7z\u00BC\u00AF", "packed with 7-Zip")]
    [TestCase("Rar!", "packed with RAR")]
    [TestCase("PAR1", "a Parquet file")]
    [TestCase("\u00D0\u00CF\u0011\u00E0", "a workbook of Excel")]
    [TestCase("%PDF-1.7", "a PDF")]
    public void What_is_no_CSV_is_called_by_its_name(string signature, string kind) =>
        Assert.That(
            CsvFiles.Refusal(_files.Put("a.csv", Encoding.Latin1.GetBytes(signature + "\0\0rest"))).Sentence,
            Is.EqualTo($"{_files.PathOf("a.csv")} is {kind}, which is not read.")
        );

    [Test]
    public void UTF16_that_does_not_say_so_is_no_list_of_columns() =>
        Assert.That(
            CsvFiles.Refusal(_files.Put("a.csv", Encoding.Unicode.GetBytes("date,close\n2023-01-01,2\n"))).Sentence,
            Does.EndWith("line 1: there is a NUL byte; this is no text.")
        );
}
