using Kasparro.Simulator;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>csv is enabled by default, and has a folder to read only where someone created it.</summary>
public sealed class AbsentSourceTests : EtlFixture
{
    private const string Absence = "csv is not enabled: CSV_PATH is not set, and there is no folder data/csv";

    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-csv").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("table")]
    [TestCase("json")]
    public async Task A_run_of_every_source_leaves_it_out_says_so_in_one_line_and_succeeds(string output)
    {
        await using var simulator = await SimulatorAsync();

        var exit = await EtlHostProcess.RunInAsync(_folder, Settings(simulator), "run", "--output", output);

        Assert.That(exit.Code, Is.Zero, exit.Errors + exit.Output);
        Assert.That(
            exit.Output.Split('\n').Count(line => line.Contains(Absence, StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
        Assert.That(await CountAsync("etl_runs WHERE source = 'csv'"), Is.Zero);
    }

    [Test]
    public async Task Where_the_folder_is_it_runs()
    {
        await using var simulator = await SimulatorAsync();
        var csv = Directory.CreateDirectory(Path.Combine(_folder, "data", "csv")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(csv, "btc.csv"),
            "Name,Symbol,Date,Close\nBitcoin,BTC,2021-01-02 23:59:59,32127.27\n"
        );

        var exit = await EtlHostProcess.RunInAsync(_folder, Settings(simulator), "run");

        Assert.That(exit.Code, Is.Zero, exit.Errors + exit.Output);
        Assert.That(await CountAsync("asset_market_data WHERE source = 'csv'"), Is.EqualTo(1));
    }

    [TestCase("ENABLED_SOURCES", "csv")]
    [TestCase("CSV_PATH", "data/csv")]
    [TestCase("--source", "csv")]
    public async Task Where_it_is_named_the_missing_folder_is_an_error(string how, string value)
    {
        await using var simulator = await SimulatorAsync();
        var settings = Settings(simulator);
        string[] arguments = how == "--source" ? ["run", how, value] : ["run"];
        if (how != "--source")
            settings[how] = value;

        var exit = await EtlHostProcess.RunInAsync(_folder, settings, arguments);

        Assert.That(exit.Code, Is.EqualTo(how == "CSV_PATH" ? 3 : 4), exit.Errors + exit.Output);
        Assert.That(
            await Database.ScalarAsync<string>("SELECT error_message FROM etl_runs WHERE source = 'csv'"),
            Does.StartWith("CSV_PATH is 'data/csv', and there is no such file or directory.")
        );
    }

    [Test]
    public async Task What_it_once_brought_is_still_transformed_and_verified()
    {
        await using var simulator = await SimulatorAsync();
        var csv = Path.Combine(_folder, "btc.csv");
        await File.WriteAllTextAsync(csv, "Name,Symbol,Date,Close\nBitcoin,BTC,2021-01-02 23:59:59,32127.27\n");
        var settings = Settings(simulator);
        settings["CSV_PATH"] = csv;
        await EtlHostProcess.RunInAsync(_folder, settings, "ingest", "--source", "csv");

        var transformed = await EtlHostProcess.RunInAsync(_folder, Settings(simulator), "transform");
        var verified = await EtlHostProcess.RunInAsync(_folder, Settings(simulator), "verify");

        Assert.That((transformed.Code, verified.Code), Is.EqualTo((0, 0)), transformed.Errors + verified.Errors);
        Assert.That(await CountAsync("asset_market_data WHERE source = 'csv'"), Is.EqualTo(1));
    }

    [TestCase("ENABLED_SOURCES", 0)]
    [TestCase("--source", 0)]
    [TestCase("alone", 2)]
    public async Task A_source_that_requires_a_key_is_left_out_says_so_and_fails_no_run(string how, int code)
    {
        await using var simulator = await SimulatorAsync();
        var settings = Settings(simulator);
        settings["ENABLED_SOURCES"] = how == "alone" ? "coincap" : "coincap,coingecko";
        string[] arguments = how == "--source" ? ["run", "--source", "coincap", "coingecko"] : ["run"];

        var run = await EtlHostProcess.RunInAsync(_folder, settings, arguments);
        var status = await EtlHostProcess.RunInAsync(_folder, settings, "status");

        Assert.That(run.Code, Is.EqualTo(code), run.Errors + run.Output);
        Assert.That(status.Code, Is.Zero, status.Errors);
        foreach (var output in new[] { run.Output, status.Output })
            Assert.That(
                output,
                Does.Contain("coincap is not enabled: COINCAP_API_KEY is not set, and coincap requires a key")
            );
        Assert.That(await CountAsync("etl_runs WHERE source = 'coincap'"), Is.Zero);
    }

    private Dictionary<string, string> Settings(UpstreamSimulator simulator) =>
        new()
        {
            ["DATABASE_URL"] = Database.ConnectionString,
            ["COINGECKO_BASE_URL"] = simulator.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
            ["COINPAPRIKA_BASE_URL"] = simulator.CoinPaprikaUrl.ToString(),
        };

    private static Task<UpstreamSimulator> SimulatorAsync() =>
        UpstreamSimulator.StartAsync(new SimulatorOptions { CoinGeckoCoins = 10, CoinPaprikaCoins = 10 });
}
