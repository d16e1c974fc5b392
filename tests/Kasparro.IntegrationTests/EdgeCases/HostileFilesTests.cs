using System.Diagnostics;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>Files that are not finished, and what is no file at all.</summary>
public sealed class HostileFilesTests : EtlFixture
{
    private const string Whole = "Name,Symbol,Date,Close\nBitcoin,BTC,2021-01-01 23:59:59,29374.15\n";

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-files-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test, Promise(5), Promise(9)]
    public async Task Of_a_file_that_is_still_being_written_nothing_is_stored_until_it_is_whole()
    {
        await using var etl = Csv();
        Put("a.csv", Whole);
        Put("b.csv", Whole + "Bitcoin,BTC,2021-01-02 23:59");

        var cut = await etl.IngestAsync("csv");
        await etl.TransformAsync("csv");
        Assert.That(cut.Failure?.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That((await CountAsync("raw_csv"), await CountAsync("asset_market_data")), Is.EqualTo((0L, 0L)));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT metadata->>'failure_class' FROM etl_runs"),
            Is.EqualTo("transient")
        );

        Put("b.csv", Whole + "Bitcoin,BTC,2021-01-02 23:59:59,32127.27");
        await etl.RunAsync("csv");
        Assert.That(
            (await Database.RowsAsync("SELECT price_usd::text FROM asset_market_data ORDER BY 1")).Select(row =>
                row[0]
            ),
            Is.EqualTo(new[] { "29374.15", "32127.27" })
        );
    }

    [Test, Platform("Linux"), CancelAfter(60_000)]
    public async Task A_pipe_among_the_files_ends_the_program_at_once_with_its_name_and_the_run_recorded(
        CancellationToken ct
    )
    {
        Put("a.csv", Whole);
        using (var shell = Process.Start("mkfifo", [Path.Combine(_folder, "pipe.csv")]))
            await shell.WaitForExitAsync(ct);

        var environment = new Dictionary<string, string> { ["ENABLED_SOURCES"] = "csv", ["CSV_PATH"] = _folder };
        var exit = await EtlHostProcess.RunAsync(Database, environment, "run").WaitAsync(ct);

        Assert.That(exit.Code, Is.EqualTo(4), exit.Output + exit.Errors);
        Assert.That(
            await Database.ScalarAsync<string>("SELECT status || ': ' || error_message FROM etl_runs", ct),
            Is.EqualTo(
                $"failed: {_folder}/pipe.csv is a named pipe, not a file. "
                    + "Take it away, or set CSV_PATH to where the files are."
            )
        );
        Assert.That(await CountAsync("raw_csv"), Is.Zero);
    }

    [Test, Promise(1)]
    public async Task A_file_of_which_no_row_can_be_used_is_kept_and_the_program_does_not_call_it_a_success()
    {
        Put("a.csv", Whole.Replace(",29374.15", ",0"));

        var environment = new Dictionary<string, string> { ["ENABLED_SOURCES"] = "csv", ["CSV_PATH"] = _folder };
        var exit = await EtlHostProcess.RunAsync(Database, environment, "run");

        Assert.That(exit.Code, Is.EqualTo(4), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("None of the records could be used."));
        Assert.That((await CountAsync("raw_csv"), await CountAsync("transform_failures")), Is.EqualTo((1L, 1L)));
    }

    private EtlProcess Csv() =>
        EtlProcess.Configured(Database, new Dictionary<string, string?> { ["CSV_PATH"] = _folder });

    private void Put(string name, string csv) => File.WriteAllText(Path.Combine(_folder, name), csv);
}
