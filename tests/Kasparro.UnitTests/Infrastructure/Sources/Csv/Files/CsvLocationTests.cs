using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

public sealed class CsvLocationTests
{
    private string _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("kasparro-csv-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_file_is_read_and_its_cost_written_down()
    {
        var metrics = new FetchMetrics();
        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(Put("one.txt", CsvProbe.Csv(1, 2))), metrics);

        Assert.That(records.Select(record => record.Json), Is.EqualTo(new[] { CsvProbe.Json(1), CsvProbe.Json(2) }));
        Assert.That(
            (metrics.Bytes, metrics.PagesReceived, metrics.Requests),
            Is.EqualTo(((long)CsvProbe.Csv(1, 2).Length, 1, 0L))
        );
    }

    [Test]
    public async Task Of_a_directory_every_csv_is_read_in_ordinal_order_and_nothing_else()
    {
        Put("b.csv", CsvProbe.Csv(2));
        Put("a.csv", CsvProbe.Csv(3));
        Put("B.CSV", CsvProbe.Csv(1));
        Put("notes.txt", CsvProbe.Csv(4));
        Put(".hidden.csv", CsvProbe.Csv(5));
        Directory.CreateDirectory(Path.Combine(_directory, "below"));
        Put("below/c.csv", CsvProbe.Csv(6));
        Put("c.tsv.GZ", CsvProbe.Csv(7).Replace(',', '\t'));

        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(_directory));
        Assert.That(
            records.Select(record => record.Json),
            Is.EqualTo(new[] { CsvProbe.Json(1), CsvProbe.Json(3), CsvProbe.Json(2), CsvProbe.Json(7) })
        );
    }

    [Test]
    public async Task Pages_are_numbered_on_from_file_to_file()
    {
        Put("a.csv", CsvProbe.Csv(1));
        Put("b.csv", CsvProbe.Csv(2));
        var numbers = new List<int>();
        await foreach (
            var page in CsvProbe
                .Source(_directory)
                .FetchAsync(new FetchContext(Guid.Empty, CsvProbe.Deadline, new FetchMetrics()), CancellationToken.None)
        )
            numbers.Add(page.Number);

        Assert.That(numbers, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_broken_file_among_good_ones_ends_the_fetch_and_is_named()
    {
        Put("a.csv", CsvProbe.Csv(1));
        var broken = Put("b.csv", CsvProbe.Csv(1) + "1,\0\n");
        var failure = Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(_directory)))!
            .Failure;
        Assert.That(failure.Sentence, Does.StartWith($"{broken}, line "));
    }

    [Test]
    public void A_path_that_leads_nowhere_is_a_matter_of_configuration()
    {
        var path = Path.Combine(_directory, "gone");
        var failure = Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path)))!.Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo((FailureClass.Config, $"CSV_PATH is '{path}', and there is no such file or directory."))
        );
    }

    [Test]
    public void A_directory_without_csv_files_is_a_matter_of_configuration()
    {
        var failure = Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(_directory)))!
            .Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo(
                (
                    FailureClass.Config,
                    $"CSV_PATH is '{_directory}', a directory without any *.csv, *.tsv, *.csv.gz or "
                        + "*.zip (subdirectories are not read)."
                )
            )
        );
    }

    [Test]
    public void Fetching_ends_when_it_is_cancelled()
    {
        var source = CsvProbe.Source(Put("a.csv", CsvProbe.Csv(1)));
        Assert.That(
            async () =>
                await source
                    .FetchAsync(
                        new FetchContext(Guid.Empty, CsvProbe.Deadline, new FetchMetrics()),
                        new CancellationToken(canceled: true)
                    )
                    .FirstAsync(),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [TestCase("CSV_CADENCE=1h", "csv/6 zone=utc dates=refuse")]
    [TestCase("CSV_TIME_ZONE=Europe/Berlin CSV_DATE_ORDER=dmy", "csv/6 zone=europe/berlin dates=dmy")]
    [TestCase("CSV_DECIMAL=comma CSV_VOLUME=usd", "csv/6 zone=utc dates=refuse decimal=comma volume=usd")]
    [TestCase("CSV_TIME_FORMAT=yyyyMMddHH", "csv/6 zone=utc dates=refuse times=yyyyMMddHH")]
    public void Settings_that_change_the_reading_are_part_of_the_transform_version(string settings, string version) =>
        Assert.That(
            CsvProbe
                .Source("x", settings: [.. settings.Split(' ', '=').Chunk(2).Select(pair => (pair[0], pair[1]))])
                .Description.TransformVersion,
            Is.EqualTo(version)
        );

    [Test]
    public void All_problems_of_the_settings_are_reported_at_once()
    {
        var problems = Assert
            .Throws<ConfigurationException>(() =>
                CsvProbe.Source(
                    "x",
                    settings:
                    [
                        ("CSV_TIME_ZONE", "Mars"),
                        ("CSV_DATE_ORDER", "ymd"),
                        ("CSV_TIME_FORMAT", "q"),
                        ("CSV_MAX_ROW_BYTES", "1"),
                        ("CSV_TIME_LIMIT", "0s"),
                        ("CSV_CADENCE", "1s"),
                    ]
                )
            )!
            .Problems;
        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    "CSV_TIME_ZONE is 'Mars', which is not a time zone. Example: CSV_TIME_ZONE=UTC",
                    "CSV_DATE_ORDER is 'ymd', which is not one of refuse, mdy, dmy. Example: CSV_DATE_ORDER=mdy",
                    "CSV_TIME_FORMAT is neither unix nor a format of date and time. Example: "
                        + "CSV_TIME_FORMAT=yyyyMMddHH",
                    "CSV_MAX_ROW_BYTES is 1; it may be 1024 to 67108864. Example: CSV_MAX_ROW_BYTES=1048576",
                    "CSV_TIME_LIMIT is 00:00:00; it may be 00:00:01 to 1.00:00:00. Example: CSV_TIME_LIMIT=30m",
                    "CSV_CADENCE is 00:00:01; it may be 00:01:00 to 365.00:00:00. Example: CSV_CADENCE=24h",
                }
            )
        );
    }

    [TestCase("ftp://me:hunter2@host/a.csv")]
    [TestCase("s3://bucket/a.csv?X-Amz-Signature=hunter2")]
    [TestCase("file:///hunter2.csv")]
    [TestCase("https:/me:hunter2@host/a.csv")]
    [TestCase("https://")]
    [Promise(15)]
    public void An_address_of_another_scheme_is_refused_at_the_start_and_not_repeated(string path) =>
        Assert.That(
            Assert.Throws<ConfigurationException>(() => CsvProbe.Source(path))!.Problems,
            Is.EqualTo(
                new[]
                {
                    "CSV_PATH is an address that is neither http nor https, and no path. Example: CSV_PATH=data/csv",
                }
            )
        );

    [TestCase("C:/data/a.csv")]
    [TestCase("data/a:b.csv")]
    [TestCase("HTTPS://host/a.csv?signature=1")]
    public void A_path_may_hold_a_colon(string path) => Assert.That(() => CsvProbe.Source(path), Throws.Nothing);

    private string Put(string name, string csv)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, csv);
        return path;
    }
}
