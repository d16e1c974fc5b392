using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>A price that was cut is a price that no one ever asked: 32 instead of 32127.27.</summary>
public sealed class CsvCutFileTests
{
    private const string Header = "Name,Symbol,Date,Close,Volume\n";
    private const string Row = "Bitcoin,BTC,2021-01-01 23:59:59,29374.15,40730301359\n";

    private string _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("kasparro-csv-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-02 23:59:59,32", TestName = "Cut_within_a_number")]
    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-0", TestName = "Cut_within_a_date")]
    [TestCase(Header + Row + "B", TestName = "Cut_behind_one_character")]
    [TestCase(Header + "Bitcoin,BTC", TestName = "Cut_within_the_only_row")]
    [TestCase("Name,Symbol,Da", TestName = "Cut_within_the_header")]
    [Promise(9)]
    public void A_file_that_ends_within_a_row_fails_the_run_as_transient(string csv)
    {
        var path = Put("cut.csv", csv);
        var failure = Fail(path);
        Assert.That(
            failure,
            Is.EqualTo(
                new RunFailure(
                    FailureClass.Transient,
                    $"{path} ends within a row: it was cut, or is still being written.",
                    "Nothing of this run was kept; the next run reads it from the beginning."
                )
            )
        );
    }

    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-02 23:59:59,32127.27,67865420765", 2, TestName = "No_last_line_end")]
    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-02 23:59:59,32127.27\n", 2, TestName = "A_short_row_that_has_ended")]
    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-02 23:59:59,32127.27\r", 2, TestName = "A_short_row_of_an_old_Mac")]
    [TestCase(Header + Row + "Bitcoin,BTC,2021-01-02,1,2,3", 2, TestName = "A_long_row_without_line_end")]
    [TestCase(Header, 0, TestName = "A_header_alone")]
    public async Task A_file_that_is_whole_is_read(string csv, int rows) =>
        Assert.That(await CsvProbe.ReadAllAsync(CsvProbe.Source(Put("whole.csv", csv))), Has.Count.EqualTo(rows));

    [Test]
    public async Task A_file_that_grows_while_it_is_read_fails_the_run_as_transient()
    {
        var path = Put("growing.csv", Header + string.Concat(Enumerable.Repeat(Row, 80_000)));
        await using var pages = CsvProbe.FetchAsync(CsvProbe.Source(path)).GetAsyncEnumerator();
        await pages.MoveNextAsync();
        await File.AppendAllTextAsync(path, Row);

        var failure = Assert
            .ThrowsAsync<SourceException>(async () =>
            {
                while (await pages.MoveNextAsync()) { }
            })!
            .Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo(
                (FailureClass.Transient, $"{path} was written while it was read, so its rows may be cut or mixed.")
            )
        );
    }

    [Test]
    public async Task A_file_that_is_rewritten_in_place_while_it_is_read_fails_the_run_as_transient()
    {
        var path = Put("rewritten.csv", Header + string.Concat(Enumerable.Repeat(Row, 80_000)));
        await using var pages = CsvProbe.FetchAsync(CsvProbe.Source(path)).GetAsyncEnumerator();
        await pages.MoveNextAsync();
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write(Encoding.UTF8.GetBytes(Header));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(2));

        Assert.That(
            async () =>
            {
                while (await pages.MoveNextAsync()) { }
            },
            Throws.TypeOf<SourceException>().With.Message.Contains("was written while it was read")
        );
    }

    [Test]
    public async Task A_file_that_is_replaced_while_it_is_read_is_read_as_it_was()
    {
        var path = Put("replaced.csv", Header + string.Concat(Enumerable.Repeat(Row, 80_000)));
        var other = Put("other.tmp", Header);
        await using var pages = CsvProbe.FetchAsync(CsvProbe.Source(path)).GetAsyncEnumerator();
        var rows = 0;
        for (var first = true; await pages.MoveNextAsync(); first = false)
        {
            rows += pages.Current.Records.Count;
            if (first)
                File.Move(other, path, overwrite: true);
        }

        Assert.That(rows, Is.EqualTo(80_000));
    }

    private static RunFailure Fail(string path) =>
        Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path)))!.Failure;

    private string Put(string name, string csv)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, csv);
        return path;
    }
}
