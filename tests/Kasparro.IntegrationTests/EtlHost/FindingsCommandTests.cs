using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What a person sees and does about findings on the command line.</summary>
public sealed class FindingsCommandTests : EtlFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kasparro-findings-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test, Promise(19)]
    public async Task A_file_whose_rows_are_all_rejected_is_never_ok_until_it_is_mended()
    {
        await WriteAsync(close: "");
        var (first, again) = (await RunAsync("run"), await RunAsync("run"));

        Assert.That((first.Code, again.Code), Is.EqualTo((4, 4)), again.Output);
        Assert.That(again.Output, Does.Contain("None of the records could be used."));
        Assert.That(first.Output, Does.Contain("New finding 1 (critical, all_rows_rejected): csv: 2 of 2 new records"));

        await WriteAsync(close: "53.2");
        var mended = await RunAsync("run");

        Assert.That(mended.Code, Is.Zero, mended.Output + mended.Errors);
        Assert.That(mended.Output, Does.Contain("Cleared finding 1"));
    }

    [Test, Promise(19)]
    public async Task A_file_that_is_left_out_is_a_finding_until_it_can_be_read()
    {
        await WriteAsync(close: "53.2");
        var bad = Path.Combine(_folder.FullName, "zz.csv");
        await File.WriteAllTextAsync(bad, "Date,Symbol,Name,Comment\n2020-01-01,BTC,Bitcoin,no price\n");
        var first = await RunAsync("run");
        File.Delete(bad);
        var mended = await RunAsync("run");

        Assert.That((first.Code, mended.Code), Is.EqualTo((0, 0)), first.Output + first.Errors);
        Assert.That(
            first.Output,
            Does.Contain("1 file was left out.")
                .And.Contain("zz.csv")
                .And.Contain("New finding 1 (warning, refused_files): csv: 1 file left out, 0 expected.")
        );
        Assert.That(await CountAsync("asset_market_data"), Is.Positive);
        Assert.That(mended.Output, Does.Contain("Cleared finding 1"));
    }

    [Test, Promise(19)]
    public async Task Prices_of_a_file_in_another_unit_wait_until_a_person_accepts_them()
    {
        await WriteCoinsAsync(day: 5, factor: 1);
        var good = await RunAsync("run");
        await WriteCoinsAsync(day: 6, factor: 1_000);
        var (jumped, again) = (await RunAsync("run"), await RunAsync("run"));

        Assert.That((good.Code, jumped.Code, again.Code), Is.EqualTo((0, 4, 4)), good.Output + jumped.Output);
        Assert.That(jumped.Output, Does.Contain("Market data is paused by drift 1 (asset_market_data.price_usd"));
        Assert.That(await CountAsync("asset_market_data WHERE price_usd >= 1000"), Is.Zero);
        Assert.That(await CountAsync("raw_csv"), Is.EqualTo(8));

        var accepted = await RunAsync("drift", "accept", "1", "--by", "anna");
        Assert.That(accepted.Code, Is.Zero, accepted.Output + accepted.Errors);
        var next = await RunAsync("run");

        Assert.That(next.Code, Is.Zero, next.Output + next.Errors);
        Assert.That(await CountAsync("asset_market_data WHERE price_usd >= 1000"), Is.EqualTo(4));
        Assert.That((await RunAsync("findings", "list")).Output, Does.Not.Contain("scale_shifted"));
    }

    [Test]
    public async Task Findings_are_listed_and_acknowledged_by_a_person()
    {
        await WriteAsync(close: "");
        await RunAsync("run");

        var listed = await RunAsync("findings", "list");
        var acknowledged = await RunAsync("findings", "ack", "1", "--by", "anna", "--note", "a test file");
        var again = await RunAsync("findings", "ack", "1");
        var unknown = await RunAsync("findings", "ack", "4711");
        var open = await RunAsync("findings", "list");
        var all = await RunAsync("findings", "list", "--all");
        var run = await RunAsync("run");

        Assert.Multiple(() =>
        {
            Assert.That(listed.Output, Does.Contain("all_rows_rejected").And.Contain("open, opened"));
            Assert.That((acknowledged.Code, again.Code, unknown.Code), Is.EqualTo((0, 3, 3)));
            Assert.That(again.Errors, Does.Contain("Finding 1 of csv is not open: Acknowledged."));
            Assert.That(unknown.Errors, Does.Contain("There is no finding 4711"));
            Assert.That(open.Output, Does.Not.Contain("all_rows_rejected"));
            Assert.That(all.Output, Does.Contain("acknowledged by anna: a test file"));
            Assert.That(run.Code, Is.Zero, "a person took it as normal");
        });
    }

    [Test]
    public async Task A_report_says_what_happened_and_what_is_open()
    {
        await WriteAsync(close: "");
        await RunAsync("run");

        var report = await RunAsync("report", "--since", "24h");
        var wrong = await RunAsync("report", "--since", "yesterday");

        Assert.That(
            report.Output,
            Does.Contain("csv: 1 runs ok, 0 failed, 0 running; 2 records, 2 new, 2 rejected; slowest")
                .And.Contain("New findings: 1")
                .And.Contain("Cleared: 0")
                .And.Contain("Open now: 1")
        );
        Assert.That((report.Code, wrong.Code), Is.EqualTo((0, 2)));
    }

    private Task WriteAsync(string close) =>
        File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "coin_Aave.csv"),
            $"""
            SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap
            1,Aave,AAVE,2020-10-05 23:59:59,55.11,49.78,52.67,{close},0,89128128.86086558
            2,Aave,AAVE,2020-10-06 23:59:59,55.11,49.78,52.67,{close},0,89128128.86086558
            """
        );

    private async Task WriteCoinsAsync(int day, int factor)
    {
        foreach (var (symbol, price) in ((string, int)[])[("AAVE", 53), ("BTC", 107), ("ETH", 35), ("LTC", 46)])
            await File.AppendAllTextAsync(
                Path.Combine(_folder.FullName, $"coin_{symbol}.csv"),
                $"{(day == 5 ? "SNo,Name,Symbol,Date,Close\n" : "")}{day},{symbol},{symbol},2020-10-0{day} 23:59:59,"
                    + $"{price * factor}.5\n"
            );
    }

    private Task<EtlHostExit> RunAsync(params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "csv", ["CSV_PATH"] = _folder.FullName },
            [.. arguments, "--output", "json"]
        );
}
