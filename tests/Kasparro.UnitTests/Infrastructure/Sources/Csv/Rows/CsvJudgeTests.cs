using System.Text;
using Kasparro.Testing;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Rows;

/// <summary>What all rows of a file decide together, and what is kept of it with each.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvJudgeTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("05/08/2025", "25/08/2025", "2025-08-05")]
    [TestCase("05/08/2025", "08/25/2025", "2025-05-08")]
    [TestCase("05.08.2025 10:30", "25.08.2025 10:30", "2025-08-05")]
    public async Task The_order_of_dates_is_decided_by_all_dates_of_a_file(string date, string other, string day) =>
        Assert.That(
            (
                await _files.ReadAsync(
                    "prices.csv",
                    $"Symbol,Name,Date,Close\nBTC,Bitcoin,{date},2\nBTC,Bitcoin,{other},3\n"
                )
            )[0],
            Does.StartWith($"BTC Bitcoin {day}")
        );

    [TestCase("25/12/2023", "26/12/2023", "2023-02-01")]
    [TestCase("12/25/2023", "12/26/2023", "2023-01-02")]
    public async Task Two_dates_that_say_the_same_order_confirm_each_other(string date, string other, string day) =>
        Assert.That(
            (
                await _files.ReadAsync(
                    "prices.csv",
                    $"Symbol,Name,Date,Close\nBTC,Bitcoin,01/02/2023,1\nBTC,Bitcoin,{date},2\nBTC,Bitcoin,{other},3\n"
                )
            )[0],
            Does.StartWith($"BTC Bitcoin {day}")
        );

    [TestCase("05/08/2025", "06/08/2025")]
    [TestCase("05/08/2025", "5/5/2025")]
    [TestCase("13/08/2025", "08/13/2025")]
    public async Task Dates_that_do_not_say_their_order_or_contradict_each_other_are_read_one_by_one(
        string date,
        string other
    )
    {
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                $"Symbol,Name,Date,Close\nBTC,Bitcoin,{date},2\nBTC,Bitcoin,{other},3\nBTC,Bitcoin,01/02/2025,3\n"
            ),
            Has.Length.EqualTo(3)
        );
        Assert.That(_files.Reasons, Has.Exactly(1).Contains("01/02/2025': day and month could be either way round"));
    }

    [Test]
    public async Task A_decimal_comma_is_decided_by_all_cells_of_a_column()
    {
        var rows = await _files.ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close\nLINK,Chainlink,2025-05-08,\"7,126\"\nLINK,Chainlink,2025-05-09,\"0,980\"\n"
                + "LINK,Chainlink,2025-05-10,\"12,37\"\n"
        );

        Assert.That(rows.Select(row => row.Split(' ')[3]), Is.EqualTo(new[] { "7.126", "0.980", "12.37" }));
    }

    [Test]
    public async Task Groups_of_thousands_are_decided_by_all_cells_of_a_file()
    {
        var rows = await _files.ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close,Market Cap\nBTC,Bitcoin,2025-05-08,\"97,126\",-\nBTC,Bitcoin,2025-05-09,\"9,126\","
                + "\"1,234,567,890\"\n"
        );

        Assert.That(rows.Select(row => row.Split(' ')[3]), Is.EqualTo(new[] { "97126", "9126" }));
    }

    [Test]
    public async Task A_column_that_proves_its_point_needs_no_word_with_its_rows()
    {
        _files.Put("prices.csv", Bytes("Symbol;Name;Date;Close\nA;A;2025-05-08;7.126\nA;A;2025-05-09;0.5\n"));

        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(_files.Folder));

        Assert.That(
            records.Select(record => record.Json),
            Is.EqualTo(
                new[]
                {
                    """{"Symbol":"A","Name":"A","Date":"2025-05-08","Close":"7.126"}""",
                    """{"Symbol":"A","Name":"A","Date":"2025-05-09","Close":"0.5"}""",
                }
            )
        );
    }

    [TestCase("7.126")]
    [TestCase("1.234;5.678")]
    [Promise(20)]
    public void Between_semicolons_a_point_alone_may_group_thousands(string cells) =>
        Assert.That(
            _files
                .Refusal(
                    "prices.csv",
                    "Symbol;Name;Date;Close\n"
                        + $"{string.Join('\n', cells.Split(';').Select(cell => $"A;A;2025-05-08;{cell}"))}\n"
                )
                .Sentence,
            Does.Contain("numbers in the column Close can be read in two ways")
        );

    [Test]
    [Promise(20)]
    public void Numbers_that_can_be_read_in_two_ways_refuse_their_file() =>
        Assert.That(
            _files.Refusal("prices.csv", "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,\"7,123\"\n").NextStep,
            Is.EqualTo("Set CSV_DECIMAL to point or comma; nothing of it was kept.")
        );

    [TestCase("point", "7123")]
    [TestCase("comma", "7.123")]
    public async Task The_setting_decides_what_the_file_does_not(string sign, string price)
    {
        var rows = await _files.ReadAsync(
            "prices.csv",
            "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,\"7,123\"\n",
            ("CSV_DECIMAL", sign)
        );

        Assert.That(rows.Single().Split(' ')[3], Is.EqualTo(price));
    }

    [Test]
    public async Task What_was_decided_about_a_file_is_kept_with_its_rows()
    {
        _files.Put("BTC-USD.csv", Bytes("Date,Close,Adj Close\n2020-03-25,\"7,126\",1\n2020-03-26,\"7,1\",1\n"));
        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(_files.Folder));
        var other = CsvProbe.Source("x", settings: [("CSV_SYMBOL", "ETH"), ("CSV_DECIMAL", "point")]);

        Assert.That(
            records.Select(record => (record.Id, CsvFiles.Shown(other.Map(Bytes(record.Json))))),
            Is.EqualTo(
                new[]
                {
                    ("BTC|BTC", "BTC BTC 2020-03-25T00:00:00 7.126 - -"),
                    ("BTC|BTC", "BTC BTC 2020-03-26T00:00:00 7.1 - -"),
                }
            ),
            "whatever the settings of the transformation are"
        );
    }

    [Test]
    public async Task A_row_of_an_ordinary_file_is_stored_as_before()
    {
        _files.Put(
            "prices.csv",
            Bytes("Symbol,Name,Date,Close,Marketcap\nBTC,Bitcoin,2020-03-25,1,\"2,326,340,000\"\n")
        );

        Assert.That(
            (await CsvProbe.ReadAllAsync(CsvProbe.Source(_files.Folder))).Single().Json,
            Is.EqualTo(
                """{"Symbol":"BTC","Name":"Bitcoin","Date":"2020-03-25","Close":"1","Marketcap":"2,326,340,000"}"""
            )
        );
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
