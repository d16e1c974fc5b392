using System.IO.Compression;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>The files that people have, each in the shape of the program it comes from: docs/csv.md.</summary>
public sealed class CsvShapesTests
{
    private string _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("kasparro-csv-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Yahoo_is_read_with_the_coin_of_its_name()
    {
        var rows = await ReadAsync(
            "BTC-USD.csv",
            "Date,Open,High,Low,Close,Adj Close,Volume\n2020-03-25,6738.7,6892.5,6536.9,6681.06,6600.01,44590107888\n"
        );

        Assert.That(rows, Is.EqualTo(new[] { "BTC BTC 2020-03-25T00:00 6681.06 cap - volume 44590107888" }));
    }

    [Test]
    public async Task CoinGeckos_download_is_read_with_the_coin_that_is_set()
    {
        var rows = await ReadAsync(
            "prices.csv",
            "snapped_at,price,market_cap,total_volume\n2013-04-28 00:00:00 UTC,135.6,1500517590,3\n",
            ("CSV_SYMBOL", "BTC"),
            ("CSV_NAME", "Bitcoin")
        );

        Assert.That(rows, Is.EqualTo(new[] { "BTC Bitcoin 2013-04-28T00:00 135.6 cap 1500517590 volume 3" }));
    }

    [Test]
    public async Task A_file_next_to_it_says_which_coin_it_is_before_settings_and_its_name()
    {
        await File.WriteAllTextAsync(PathOf("eth-usd-max.csv.about"), "symbol=ETH\nname=Ethereum\n");
        var rows = await ReadAsync(
            "eth-usd-max.csv",
            "snapped_at,price\n2013-04-28 00:00:00 UTC,1.5\n",
            ("CSV_SYMBOL", "BTC")
        );

        Assert.That(rows, Is.EqualTo(new[] { "ETH Ethereum 2013-04-28T00:00 1.5 cap - volume -" }));
    }

    [TestCase("btc-usd-max.csv", "BTC")]
    [TestCase("Bitstamp_ETHUSD_d.csv", "ETH")]
    [TestCase("XBTUSD_1440.csv", "BTC")]
    [TestCase("sol_usd.csv", "SOL")]
    public async Task A_name_with_one_pair_says_which_coin_it_is(string name, string symbol) =>
        Assert.That(
            await ReadAsync(name, "Date,Close\n2020-01-01,2\n"),
            Is.EqualTo(new[] { $"{symbol} {symbol} 2020-01-01T00:00 2 cap - volume -" })
        );

    [TestCase("btc-eur.csv", "EUR")]
    [TestCase("BTCUSDT_1d.csv", "USDT")]
    [Promise(20)]
    public async Task A_name_with_another_currency_gives_no_price(string name, string currency) =>
        Assert.That(
            await ReadAsync(name, "Date,Close\n2020-01-01,2\n"),
            Is.EqualTo(
                new[]
                {
                    $"NoUsdQuote the prices of its file are in {currency}, and only prices in US dollars are market "
                        + "data",
                }
            )
        );

    [TestCase("prices.csv")]
    [TestCase("btc-usd-eth-usd.csv")]
    [TestCase("usd.csv")]
    public void A_file_that_says_nowhere_which_coin_it_is_is_refused(string name) =>
        Assert.That(
            Refusal(name, "Date,Close\n2020-01-01,2\n").Sentence,
            Is.EqualTo($"{PathOf(name)} has no column of symbols, and nothing says which coin it is about.")
        );

    [Test]
    public void One_setting_does_not_name_two_files()
    {
        Put("a.csv", Bytes("Date,Close\n2020-01-01,2\n"));
        Put("b.csv", Bytes("Date,Close\n2020-01-01,3\n"));

        Assert.That(
            Fail(_directory, ("CSV_SYMBOL", "BTC")).Sentence,
            Is.EqualTo(
                $"CSV_SYMBOL is BTC, and both {PathOf("a.csv")} and {PathOf("b.csv")} have no column of symbols."
            )
        );
    }

    [Test]
    [Promise(20)]
    public async Task CryptoDataDownload_has_a_banner_pairs_and_a_volume_in_dollars()
    {
        var rows = await ReadAsync(
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
                    "BTC BTC 2019-06-02T00:00 8560.77 cap - volume 0.4",
                    "BTC BTC 2019-04-22T23:00 5396.80 cap - volume 44886.70",
                    "NoUsdQuote Symbol is BTCEUR, so the price is in EUR, and only prices in US dollars are market "
                        + "data",
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
            await ReadAsync("prices.csv", above + "Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n"),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00 2 cap - volume -" })
        );

    [Test]
    public async Task CoinMarketCap_has_semicolons_and_a_name_that_is_no_coin()
    {
        var rows = await ReadAsync(
            "btc.csv",
            "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp\n"
                + "\"2025-10-20T00:00:00.000Z\";\"2025-10-20T23:59:59.999Z\";\"2025-10-20T15:53:00.000Z\";"
                + "\"2025-10-20T00:34:00.000Z\";\"2781\";1;2;0.5;110588.96;63507793084.52;2204868785654.82;"
                + "\"2025-10-20T23:59:59.999Z\"\n",
            ("CSV_SYMBOL", "BTC")
        );

        Assert.That(
            rows,
            Is.EqualTo(new[] { "BTC BTC 2025-10-20T23:59 110588.96 cap 2204868785654.82 volume 63507793084.52" })
        );
    }

    [TestCase(";")]
    [TestCase("\t")]
    [TestCase("|")]
    public async Task Other_separators_are_recognised(string separator) =>
        Assert.That(
            await ReadAsync(
                "prices.csv",
                "Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2.5\n".Replace(",", separator)
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00 2.5 cap - volume -" })
        );

    [Test]
    public async Task Kraken_and_Binance_have_no_header_and_are_read_with_the_columns_that_are_set()
    {
        var rows = await ReadAsync(
            "XBTUSD_1440.csv",
            "1381017600,122.3,122.3,122.3,122.3,0.4,1\n1381104000,123.64,123.64,123.64,123.64,0.4,1\n",
            ("CSV_COLUMNS", "time,open,high,low,close,volume,trades")
        );

        Assert.That(
            rows,
            Is.EqualTo(
                new[]
                {
                    "BTC BTC 2013-10-06T00:00 122.3 cap - volume -",
                    "BTC BTC 2013-10-07T00:00 123.64 cap - volume -",
                }
            )
        );
    }

    [Test]
    public void A_file_without_header_is_refused_and_its_first_row_is_not_lost() =>
        Assert.That(
            Refusal("XBTUSD.csv", "1381017600,122.3,122.3,122.3,122.3,0.4,1\n"),
            Is.EqualTo(
                new RunFailure(
                    FailureClass.Data,
                    $"{PathOf("XBTUSD.csv")} cannot be read: it has no header: its first line has values, "
                        + "and no names of columns.",
                    "Name its columns in their order, for example CSV_COLUMNS=time,open,high,low,close,volume; "
                        + "nothing of this run was kept."
                )
            )
        );

    [Test]
    public void A_header_that_cannot_give_a_row_is_refused_with_what_was_found_and_is_wanted() =>
        Assert.That(
            Refusal("prices.csv", "Symbol,Name,Date,Value\nBTC,Bitcoin,2020-01-01,2\n").Sentence,
            Is.EqualTo(
                $"{PathOf("prices.csv")} cannot be read: no column of prices (Close, Price) is among its columns; "
                    + "found: Symbol, Name, Date, Value."
            )
        );

    [Test]
    public async Task A_decimal_comma_is_decided_by_all_cells_of_a_column()
    {
        var rows = await ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close\nLINK,Chainlink,2025-05-08,\"7,126\"\nLINK,Chainlink,2025-05-09,\"0,980\"\n"
                + "LINK,Chainlink,2025-05-10,\"12,37\"\n"
        );

        Assert.That(rows.Select(row => row.Split(' ')[3]), Is.EqualTo(new[] { "7.126", "0.980", "12.37" }));
    }

    [Test]
    public async Task Groups_of_thousands_are_decided_by_all_cells_of_a_file()
    {
        var rows = await ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close,Market Cap\nBTC,Bitcoin,2025-05-08,\"97,126\",-\nBTC,Bitcoin,2025-05-09,\"9,126\","
                + "\"1,234,567,890\"\n"
        );

        Assert.That(rows.Select(row => row.Split(' ')[3]), Is.EqualTo(new[] { "97126", "9126" }));
    }

    [Test]
    [Promise(20)]
    public void Numbers_that_can_be_read_in_two_ways_refuse_their_file() =>
        Assert.That(
            Refusal("prices.csv", "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,\"7,123\"\n").NextStep,
            Is.EqualTo("Set CSV_DECIMAL to point or comma; nothing of this run was kept.")
        );

    [TestCase("point", "7123")]
    [TestCase("comma", "7.123")]
    public async Task The_setting_decides_what_the_file_does_not(string sign, string price)
    {
        var rows = await ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,\"7,123\"\n",
            ("CSV_DECIMAL", sign)
        );

        Assert.That(rows.Single().Split(' ')[3], Is.EqualTo(price));
    }

    [Test]
    public async Task Investing_com_in_German_has_points_in_thousands()
    {
        var rows = await ReadAsync(
            "btc-usd.csv",
            "\"Date\",\"Price\",\"Vol.\"\n\"25.12.2023\",\"43.613,5\",\"1,20M\"\n\"26.12.2023\",\"42.508\",\"1,31M\"\n"
        );

        Assert.That(
            rows,
            Is.EqualTo(
                new[]
                {
                    "BTC BTC 2023-12-25T00:00 43613.5 cap - volume -",
                    "BTC BTC 2023-12-26T00:00 42508 cap - volume -",
                }
            )
        );
    }

    [Test]
    [Promise(20)]
    public async Task A_volume_in_coins_is_no_amount_of_dollars_unless_the_setting_says_so()
    {
        const string Csv = "Symbol,Name,Date,Open,Close,Volume\nBTC,Bitcoin,1381017600,122.3,122.3,0.4\n";

        Assert.That((await ReadAsync("prices.csv", Csv)).Single(), Does.EndWith("volume -"));
        Assert.That((await ReadAsync("prices.csv", Csv, ("CSV_VOLUME", "usd"))).Single(), Does.EndWith("volume 0.4"));
    }

    [Test]
    public async Task An_optional_cell_that_cannot_be_read_costs_itself_and_not_its_row() =>
        Assert.That(
            await ReadAsync(
                "prices.csv",
                "Symbol,Name,Date,Close,Volume,Marketcap\nBTC,Bitcoin,2020-01-01,2,a lot,100\n"
                    + "BTC,Bitcoin,2020-01-02,2,5,n.a.\n"
            ),
            Is.EqualTo(
                new[]
                {
                    "BTC Bitcoin 2020-01-01T00:00 2 cap 100 volume -",
                    "BTC Bitcoin 2020-01-02T00:00 2 cap - volume -",
                }
            )
        );

    [TestCase("Close (EUR)")]
    [TestCase("price_eur")]
    [Promise(20)]
    public async Task A_column_of_prices_in_another_currency_gives_no_price(string column) =>
        Assert.That(
            (await ReadAsync("prices.csv", $"Symbol,Name,Date,{column}\nBTC,Bitcoin,2020-01-01,2\n")).Single(),
            Is.EqualTo($"NoUsdQuote the price is {column}, and only prices in US dollars are market data")
        );

    [TestCase("prices.csv.gz")]
    [TestCase("prices.csv")]
    public async Task Gzip_is_known_by_its_bytes(string name) =>
        Assert.That(
            await ReadAsync(name, Gzip("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n")),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00 2 cap - volume -" })
        );

    [Test]
    public void A_gzip_that_was_cut_fails_the_run()
    {
        var packed = Gzip(
            "Symbol,Name,Date,Close\n"
                + string.Concat(Enumerable.Range(0, 5_000).Select(row => $"BTC,Bitcoin,2020-01-01,{row * 7919}\n"))
        );
        Put("prices.csv.gz", packed[..(packed.Length / 2)]);

        Assert.That(Fail(_directory).Class, Is.EqualTo(FailureClass.Transient));
    }

    [Test]
    public async Task Of_a_zip_every_csv_is_read()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, price) in new[] { ("b-usd.csv", "2"), ("readme.txt", "0"), ("a-usd.csv", "1") })
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync(Bytes($"Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,{price}\n"));
            }

        Assert.That(
            (await ReadAsync("prices.zip", packed.ToArray())).Select(row => row.Split(' ')[3]),
            Is.EqualTo(new[] { "1", "2" })
        );
    }

    [Test]
    public async Task Utf_16_is_read_with_separators_and_decimals_like_any_other_text() =>
        Assert.That(
            await ReadAsync(
                "prices.csv",
                [
                    .. Encoding.Unicode.GetPreamble(),
                    .. Encoding.Unicode.GetBytes("Symbol;Name;Date;Close\nBTC;Bitcoin;2020-01-01;2,5\n"),
                ]
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00 2.5 cap - volume -" })
        );

    [Test]
    public async Task What_was_decided_about_a_file_is_kept_with_its_rows()
    {
        Put("BTC-USD.csv", Bytes("Date,Close,Adj Close\n2020-03-25,\"7,126\",1\n2020-03-26,\"7,1\",1\n"));
        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(_directory));
        var other = CsvProbe.Source("x", settings: [("CSV_SYMBOL", "ETH"), ("CSV_DECIMAL", "point")]);

        Assert.That(
            records.Select(record => (record.Id, Describe(other.Map(Bytes(record.Json))))),
            Is.EqualTo(
                new[]
                {
                    ("BTC|BTC", "BTC BTC 2020-03-25T00:00 7.126 cap - volume -"),
                    ("BTC|BTC", "BTC BTC 2020-03-26T00:00 7.1 cap - volume -"),
                }
            ),
            "whatever the settings of the transformation are"
        );
    }

    [Test]
    public async Task A_row_of_an_ordinary_file_is_stored_as_before()
    {
        Put("prices.csv", Bytes("Symbol,Name,Date,Close,Marketcap\nBTC,Bitcoin,2020-03-25,1,\"2,326,340,000\"\n"));

        Assert.That(
            (await CsvProbe.ReadAllAsync(CsvProbe.Source(_directory))).Single().Json,
            Is.EqualTo(
                """{"Symbol":"BTC","Name":"Bitcoin","Date":"2020-03-25","Close":"1","Marketcap":"2,326,340,000"}"""
            )
        );
    }

    private Task<List<string>> ReadAsync(string name, string csv, params (string, string)[] settings) =>
        ReadAsync(name, Bytes(csv), settings);

    private async Task<List<string>> ReadAsync(string name, byte[] bytes, params (string, string)[] settings)
    {
        var source = CsvProbe.Source(Put(name, bytes), settings: settings);
        return
        [
            .. (await CsvProbe.ReadAllAsync(source)).Select(record =>
            {
                var mapping = source.Map(Bytes(record.Json));
                if (mapping is Mapping.Accepted { Observation.SourceAssetId: var id })
                    Assert.That(record.Id, Is.EqualTo(id), "the id that it is stored under");
                return Describe(mapping);
            }),
        ];
    }

    private static string Describe(Mapping mapping) =>
        mapping switch
        {
            Mapping.Accepted { Observation: var row } => $"{row.Symbol} {row.Name} "
                + $"{row.LastUpdated.UtcDateTime:yyyy-MM-dd'T'HH:mm} {row.PriceUsd.Text} "
                + $"cap {row.MarketCapUsd?.Text ?? "-"} volume {row.Volume24hUsd?.Text ?? "-"}",
            Mapping.Rejected { Kind: var kind, Reason: var reason } => $"{kind} {reason}",
            _ => "",
        };

    private RunFailure Refusal(string name, string csv) => Fail(Put(name, Bytes(csv)));

    private static RunFailure Fail(string path, params (string, string)[] settings) =>
        Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path, settings: settings)))!
            .Failure;

    private string Put(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_directory, name);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Bytes(text));
        return packed.ToArray();
    }
}
