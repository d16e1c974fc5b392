// cspell:disable: names that exporters chose.
using System.IO.Compression;
using System.Text;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>What files say in other words, or in other places, than those of docs/csv.md.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvVariantsTests : IDisposable
{
    private const string Row = "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,97026.41\n";

    private static readonly string[] s_row = ["BTC Bitcoin 2025-05-08T00:00:00 97026.41 - -"];
    private static readonly string[] s_noDollars = ["NoUsdQuote"];

    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("PEPE-EUR.csv")]
    [TestCase("pepe-eur-max.csv")]
    [TestCase("PEPEEUR_1440.csv")]
    [TestCase("BTCUSDT_1d.csv")]
    public async Task The_currency_in_the_name_of_a_file_counts_however_its_coin_is_known(string name)
    {
        const string Csv = "Date,Close\n2025-05-08,1\n";

        Assert.That(await _files.ReadAsync(name, Csv, ("CSV_SYMBOL", "PEPE")), Is.EqualTo(s_noDollars));
        _files.Put($"{name}.about", "symbol=PEPE\n");
        Assert.That(await _files.ReadAsync(name, Csv), Is.EqualTo(s_noDollars));
        _files.Put($"{name}.about", "symbol=PEPE\ncurrency=USD\n");
        Assert.That(await _files.ReadAsync(name, Csv), Has.Some.StartsWith("PEPE PEPE"));
    }

    [TestCase("prices-usd.csv")]
    [TestCase("daily_usd.csv")]
    public void A_word_in_the_name_of_a_file_is_no_coin(string name) =>
        Assert.That(
            _files.Refusal(name, "Date,Close\n2025-05-08,1\n").Sentence,
            Does.EndWith("nothing says which coin it is about.")
        );

    [Test]
    public async Task Krakens_own_pairs_are_read() =>
        Assert.That(
            await _files.ReadAsync("a.csv", "Pair,Date,Close\nXXBTZUSD,2025-05-08,1\nXETHZEUR,2025-05-08,2\n"),
            Is.EqualTo(new[] { "BTC BTC 2025-05-08T00:00:00 1 - -", "NoUsdQuote" })
        );

    [Test]
    public async Task A_date_and_its_time_of_day_in_two_columns_are_one_instant() =>
        Assert.That(
            await _files.ReadAsync(
                "a.csv",
                """
                Symbol,Name,Date,Time,Close
                BTC,Bitcoin,2025-05-08,10:30,1
                BTC,Bitcoin,2025-05-08,11:30:15,2
                BTC,Bitcoin,2025.05.08,01:00 PM,3
                BTC,Bitcoin,2025-05-08 09:00:00,23:00,4
                BTC,Bitcoin,1367280000,23:00,5
                BTC,Bitcoin,2025-05-08,25:00,6
                BTC,Bitcoin,2025-05-08,10,7

                """
            ),
            Is.EqualTo(
                new[]
                {
                    "BTC Bitcoin 2025-05-08T10:30:00 1 - -",
                    "BTC Bitcoin 2025-05-08T11:30:15 2 - -",
                    "BTC Bitcoin 2025-05-08T13:00:00 3 - -",
                    "BTC Bitcoin 2025-05-08T09:00:00 4 - -",
                    "BTC Bitcoin 2013-04-30T00:00:00 5 - -",
                    "InvalidTimestamp",
                    "InvalidTimestamp",
                }
            )
        );

    [Test]
    public async Task A_comma_between_a_date_and_its_time_changes_nothing() =>
        Assert.That(
            await _files.ReadAsync(
                "a.csv",
                """
                Symbol,Name,Date,Close
                BTC,Bitcoin,"05/12/2023, 14:00:01.250",1
                BTC,Bitcoin,"25/12/2023, 2:00 p.m.",2

                """
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2023-12-05T14:00:01.25 1 - -", "BTC Bitcoin 2023-12-25T14:00:00 2 - -" })
        );

    /// <summary>An id that was given to small letters once has to mean the same for ever.</summary>
    [Test]
    public async Task A_symbol_in_small_letters_keeps_them_in_its_id() =>
        Assert.That(
            (await CsvProbe.ReadAllAsync(CsvProbe.Source(_files.Put("a.csv", Row.Replace("BTC", "btc"))))).Select(
                record => record.Id
            ),
            Is.EqualTo(new[] { "btc|Bitcoin" })
        );

    [Test]
    public async Task A_number_with_a_comma_and_without_quotes_is_no_price() =>
        Assert.That(
            await _files.ReadAsync("a.csv", "Symbol,Name,Date,Close\nA,Aa,2025-05-08,7,126\nA,Aa,2025-05-09,7,\n"),
            Is.EqualTo(new[] { "InvalidNumber", "A Aa 2025-05-09T00:00:00 7 - -" })
        );

    [Test]
    public async Task What_a_Mac_adds_to_a_zip_archive_is_no_file()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (name, text) in new[] { ("a.csv", Row), ("__MACOSX/._a.csv", "x"), (".b.csv", "x") })
            {
                await using var member = zip.CreateEntry(name).Open();
                await member.WriteAsync(Encoding.UTF8.GetBytes(text));
            }

        Assert.That(await _files.ReadAsync(_files.Put("a.zip", packed.ToArray())), Is.EqualTo(s_row));
    }

    [TestCase("BTC-USD", "BTC BTC 2025-01-01T00:00:00 94419.71 - -")]
    [TestCase("BTC-EUR", "NoUsdQuote")]
    public async Task The_header_in_three_lines_that_yfinance_writes_is_one(string ticker, string row) =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                $"""
                Price,Close,High,Low,Open,Volume
                Ticker,{ticker},{ticker},{ticker},{ticker},{ticker}
                Date,,,,,
                2025-01-01,94419.71,94929.8,92788.1,93425.1,24519888919

                """
            ),
            Is.EqualTo(new[] { row })
        );

    [Test]
    public async Task A_point_alone_proves_nothing_between_semicolons()
    {
        const string Csv = "Symbol;Name;Date;Close\nLINK;Chainlink;2025-05-08;7.126\n";

        Assert.That(_files.Refusal("a.csv", Csv).NextStep, Does.StartWith("Set CSV_DECIMAL"));
        Assert.That(
            await _files.ReadAsync("a.csv", Csv, ("CSV_DECIMAL", "comma")),
            Is.EqualTo(new[] { "LINK Chainlink 2025-05-08T00:00:00 7126 - -" })
        );
        Assert.That(
            await _files.ReadAsync("b.csv", Csv + "LINK;Chainlink;2025-05-09;7.12\n"),
            Has.Some.EqualTo("LINK Chainlink 2025-05-08T00:00:00 7.126 - -")
        );
    }

    [TestCase(" BTC , Bitcoin ")]
    [TestCase("\u200BBTC,Bitcoin")]
    [TestCase("BTC\u00A0,Bitcoin\uFEFF")]
    public async Task Spaces_of_any_kind_around_symbol_and_name_make_no_other_coin(string labels) =>
        Assert.That(
            await _files.ReadAsync("a.csv", $"Symbol, Name, Date, Close\n{labels}, 2025-05-08, 97026.41\n"),
            Is.EqualTo(s_row)
        );

    [TestCase("Datum;Zuletzt;Eröffn.", "13.05.2025;7,126;7,11")]
    [TestCase("Date;Dernier;Ouv.", "13/05/2025;7,126;7,11")]
    [TestCase("Fecha;Último;Apertura", "13.05.2025;7,126;7,11")]
    public async Task Investing_com_speaks_German_French_and_Spanish(string header, string row) =>
        Assert.That(
            await _files.ReadAsync("LINK-USD.csv", $"{header}\n{row}\n14.05.2025;7,15;7,11\n"),
            Is.EqualTo(new[] { "LINK LINK 2025-05-13T00:00:00 7.126 - -", "LINK LINK 2025-05-14T00:00:00 7.15 - -" })
        );
}
