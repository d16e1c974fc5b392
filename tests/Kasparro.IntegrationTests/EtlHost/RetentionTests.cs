using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What an operator sees of prices that are not kept.</summary>
public sealed class RetentionTests : EtlFixture
{
    private string _file = null!;

    [SetUp]
    public void WriteFile()
    {
        _file = Path.Combine(Directory.CreateTempSubdirectory("kasparro-retention").FullName, "prices.csv");
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        File.WriteAllLines(
            _file,
            [
                "Date,Open,High,Low,Close,Volume,Market Cap,Symbol,Name",
                Line(new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
                Line(today.AddDays(-40)),
                Line(today.AddDays(-5)),
            ]
        );
    }

    [TearDown]
    public void RemoveFile() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public async Task A_run_says_what_is_no_longer_kept_and_succeeds()
    {
        await RunAsync([]);
        var limited = new Dictionary<string, string> { ["RETENTION_DAYS"] = "csv=30" };

        var first = await RunAsync(limited);
        var prices = await CountAsync("asset_market_data");
        var again = await RunAsync(limited, "--full");

        Assert.That((first.Code, again.Code, prices), Is.EqualTo((0, 0, 1)), first.Output + first.Errors);
        Assert.That(first.Output, Does.Contain("csv: 2 prices are not kept any more; their records are."));
        Assert.That(
            again.Output,
            Does.Contain("csv: 2 prices are older than RETENTION_DAYS keeps them; their records are kept.")
        );
        Assert.That(await CountAsync("raw_csv"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_file_with_old_prices_alone_is_no_failure()
    {
        await File.WriteAllLinesAsync(_file, (await File.ReadAllLinesAsync(_file)).Take(3));

        var exit = await RunAsync(new() { ["RETENTION_DAYS"] = "csv=30" });

        Assert.That(exit.Code, Is.Zero, exit.Output);
        Assert.That((await CountAsync("raw_csv"), await CountAsync("asset_market_data")), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task An_archive_that_cannot_be_written_is_a_failure_that_keeps_what_the_run_stored()
    {
        var exit = await RunAsync(
            new() { ["RETENTION_DAYS"] = "csv=30", ["RETENTION_ARCHIVE_PATH"] = "/nowhere/archive" }
        );

        Assert.That(exit.Code, Is.EqualTo(4), "the only source");
        Assert.That(
            exit.Output,
            Does.Contain("There is no folder /nowhere/archive for the archive of raw records; nothing was archived.")
        );
        Assert.That((await CountAsync("raw_csv"), await CountAsync("asset_market_data")), Is.EqualTo((3, 1)));
    }

    [Test]
    [TestCase("", 0, "ok    archive: ", " GiB are free in ")]
    [TestCase("missing", 3, "fix   archive: there is no folder ", ". Make it or mount it: docs/retention.md.")]
    [TestCase("prices.csv", 3, "fix   archive: there is no folder ", ". Make it or mount it: docs/retention.md.")]
    public async Task The_doctor_looks_at_the_folder_of_the_archive(string name, int code, string state, string rest)
    {
        var folder = Path.Combine(Path.GetDirectoryName(_file)!, name);
        var exit = await EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["RETENTION_DAYS"] = "csv=30",
                ["RETENTION_ARCHIVE_PATH"] = folder,
                ["ENABLED_SOURCES"] = "csv",
            },
            "doctor",
            "--output",
            "table"
        );

        Assert.That(exit.Code, Is.EqualTo(code), exit.Output);
        Assert.That(exit.Output, Does.Contain(state).And.Contain(folder).And.Contain(rest));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_file)!), Has.Length.EqualTo(1), "no probe is left");
    }

    private static string Line(DateTime day) =>
        FormattableString.Invariant($"{day:yyyy-MM-dd},1,2,0.5,1.5,10,100,BTC,Bitcoin");

    private Task<EtlHostExit> RunAsync(Dictionary<string, string> settings, params string[] options) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>(settings) { ["CSV_PATH"] = _file },
            options.Length == 0
                ? ["run", "--source", "csv", "--output", "table"]
                : ["transform", "--source", "csv", "--output", "table", .. options]
        );
}
