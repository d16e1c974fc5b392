// cspell:disable: names that exporters chose.
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Layouts;

/// <summary>Where the header of a file is, what it says, and what happens where there is none.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvLayoutFinderTests : IDisposable
{
    private static readonly string[] s_row = ["BTC BTC 2020-01-01T00:00:00 7126.5 - -"];

    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("2020-01-01,\"7,126.5\",5")]
    [TestCase("2020-01-01;7126.5;5")]
    [TestCase("2020-01-01\t7126.5\t5")]
    [TestCase("2020-01-01|7126.5|5")]
    [TestCase("2020-01-01, \"7126.5\", 5", Description = "only its first row has a quote behind a space")]
    public async Task A_file_without_a_header_is_read_with_any_separator_and_with_quotes(string row) =>
        Assert.That(
            await _files.ReadAsync("BTC-USD.csv", $"{row}\n", ("CSV_COLUMNS", "time, close, trades")),
            Is.EqualTo(s_row)
        );

    [Test]
    public async Task Spaces_between_the_names_that_are_set_are_no_part_of_them()
    {
        var path = _files.Put("BTC-USD.csv", "2020-01-01,2\n");

        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(path, settings: ("CSV_COLUMNS", " time , close ")));

        Assert.That(records.Single().Json, Does.StartWith("""{"time":"2020-01-01","close":"2","""));
    }

    [TestCase("time,close", 2)]
    [TestCase("time,open,high,close", 4)]
    [Promise(20)]
    public void A_file_without_a_header_that_has_other_columns_than_are_named_is_refused(string columns, int named) =>
        Assert.That(
            _files.Refusal("BTC-USD.csv", "2020-01-01,7126.5,5\n", ("CSV_COLUMNS", columns)).Sentence,
            Is.EqualTo(
                $"{_files.PathOf("BTC-USD.csv")} cannot be read: "
                    + $"it has no header and 3 columns, and CSV_COLUMNS names {named}."
            )
        );

    [TestCase("Symbol,Name,Close", "no column of times (Date, Time, Timestamp) is among its columns")]
    [TestCase("Symbol,Name,Date", "no column of prices (Close, Price) is among its columns")]
    [TestCase(
        "Symbol,Name",
        "neither a column of times (Date, Time, Timestamp) nor one of prices (Close, Price) is among its columns"
    )]
    public void A_header_that_lacks_a_column_is_refused_with_what_is_missing(string header, string missing) =>
        Assert.That(
            _files.Refusal("prices.csv", $"{header}\nBTC,Bitcoin,2\n").Sentence,
            Does.StartWith($"{_files.PathOf("prices.csv")} cannot be read: {missing}; found: Symbol, Name")
        );

    [TestCase("Date,Close/Last", Description = "Nasdaq")]
    [TestCase("DATE,*Close*")]
    [TestCase("date_time,close.price")]
    [TestCase("Snapped At,Close (USD)")]
    [TestCase("Fecha, Último")]
    [TestCase("\"Date\",\"ÚLTIMO\"")]
    public async Task A_column_is_known_however_its_name_is_written(string header) =>
        Assert.That(await _files.ReadAsync("BTC-USD.csv", $"{header}\n2020-01-01,7126.5\n"), Is.EqualTo(s_row));

    [Test]
    [Promise(20)]
    public void Two_coins_side_by_side_in_one_header_are_not_read_as_the_first() =>
        Assert.That(
            _files
                .Refusal(
                    "BTC-USD.csv",
                    """
                    Price,Close,Close,Open,Open
                    Ticker,BTC-USD,ETH-USD,BTC-USD,ETH-USD
                    Date,,,,
                    2025-01-01,94419.71,3353.5,93425.1,3332.4

                    """
                )
                .Sentence,
            Does.Contain("no column of times (Date, Time, Timestamp) is among its columns")
        );
}
