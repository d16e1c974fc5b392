using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

public sealed class LocalCsvTests
{
    private string _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("kasparro-csv-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_file_that_was_written_after_it_was_judged_is_not_read()
    {
        var file = LocalCsv.Of(Put("a.csv", CsvProbe.Csv(1)), Reading());
        await using (await file.OpenAsync(CancellationToken.None)) { }
        await using (await file.OpenAsync(CancellationToken.None)) { }
        Put("a.csv", CsvProbe.Csv(1, 2));

        var failure = Assert.ThrowsAsync<SourceException>(() => file.OpenAsync(CancellationToken.None))!.Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo(
                (FailureClass.Transient, $"{file.Name} was written while it was read, so its rows may be cut or mixed.")
            )
        );
    }

    [Test]
    public void A_file_that_is_gone_is_said_to_be()
    {
        var path = Path.Combine(_directory, "gone.csv");
        var file = LocalCsv.Of(path, Reading());

        var failure = Assert.ThrowsAsync<SourceException>(() => file.OpenAsync(CancellationToken.None))!.Failure;
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Config));
        Assert.That(failure.Sentence, Does.StartWith($"{path} cannot be opened: "));
        Assert.That(failure.NextStep, Is.EqualTo("See that the file stays in its place during a run."));
    }

    [TestCase(0, true)]
    [TestCase(-1, false)]
    public async Task All_files_of_a_run_together_may_be_as_large_as_the_limit(int more, bool areRead)
    {
        var files = new[] { Rows(1), Rows(2) };
        Put("a.csv", files[0]);
        Put("b.csv", files[1]);
        var limit = files.Sum(file => file.Length) + more;
        var source = CsvProbe.Source(_directory, settings: ("CSV_MAX_BYTES", $"{limit}"));

        if (areRead)
            Assert.That(await CsvProbe.ReadAllAsync(source), Has.Count.EqualTo(100_000));
        else
            Assert.That(
                () => CsvProbe.ReadAllAsync(source),
                Throws
                    .TypeOf<SourceException>()
                    .With.Message.EqualTo(
                        $"{Path.Combine(_directory, "b.csv")}: the run would read more than {limit} bytes."
                    )
            );
    }

    private static string Rows(int number) => CsvProbe.Csv([.. Enumerable.Repeat(number, 50_000)]);

    private static CsvReading Reading() => new(new FetchMetrics(), long.MaxValue, TimeProvider.System);

    private string Put(string name, string csv)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, csv);
        return path;
    }
}
