using Kasparro.Simulator;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>The program itself, as people in other places start it: the same inputs give the same Silver.</summary>
[Parallelizable]
public sealed class CultureAndZoneTests
{
    private const string History = """
        Name,Symbol,Date,Close,Volume,Marketcap
        Bitcoin,BTC,2026-01-01 23:59:59,87654.321,"1,234,567.89",1.75e+12
        Titan,titi,2026-03-29 02:30:00,.5,-,"$1,310,787,267 "
        Idle Ion,idle,"Nov 07, 2017",4.15e-09,0,0
        India,ini,2026-03-08T02:30:00,1.10,,
        Zone,zon,2026-01-01T05:30:00+05:30,1,1,1
        Broken,bro,1/02/17 23:59,1,1,1
        Worded,wor,2026-01-01,"1,5",1,1
        """;

    private DirectoryInfo _folder = null!;
    private UpstreamSimulator _upstream = null!;

    [OneTimeSetUp]
    public async Task StartUpstream()
    {
        _folder = Directory.CreateTempSubdirectory("kasparro-zone-");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "history.csv"), History);
        _upstream = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                CoinGeckoCoins = 300,
                CoinPaprikaCoins = 200,
                Frozen = true,
            }
        );
    }

    [OneTimeTearDown]
    public async Task StopUpstream()
    {
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [TestCase("Asia/Kolkata", "tr_TR.UTF-8"), TestCase("America/New_York", "de_DE.UTF-8")]
    [Promise(8), EdgeCase(13), EdgeCase(14), EdgeCase(44)]
    public async Task Silver_is_the_same_wherever_the_program_runs(string zone, string language)
    {
        var atHome = await RunAsync("UTC", "C.UTF-8");
        var abroad = await RunAsync(zone, language);

        Assert.That(abroad, Is.EqualTo(atHome));
        Assert.That(
            atHome.Split('\n')[..6],
            Is.EqualTo(
                (string[])
                    [
                        "BTC|Bitcoin|2026-01-01 23:59:59|87654.321|1750000000000|1234567.89",
                        "IDLE|Idle Ion|2017-11-07 00:00:00|0.00000000415|0|0",
                        "INI|India|2026-03-08 02:30:00|1.10|null|null",
                        "TITI|Titan|2026-03-29 02:30:00|0.5|1310787267|null",
                        "WOR|Worded|2026-01-01 00:00:00|1.5|1|1",
                        "ZON|Zone|2026-01-01 00:00:00|1|1|1",
                    ]
            )
        );
    }

    private async Task<string> RunAsync(string zone, string language)
    {
        await using var database = await TestDatabase.CreateAsync();
        var exit = await EtlHostProcess.RunAsync(database, Environment(zone, language), "run");
        Assert.That(exit.Code, Is.Zero, exit.Errors + exit.Output);
        Assert.That(
            (
                await database.ScalarAsync<long>("SELECT count(*) FROM raw_coingecko"),
                await database.ScalarAsync<long>("SELECT count(*) FROM raw_coinpaprika"),
                await database.ScalarAsync<long>("SELECT count(*) FROM raw_csv")
            ),
            Is.EqualTo((300, 200, 7))
        );

        var bars = await database.RowsAsync(
            """
            SELECT concat_ws('|', symbol, name, last_updated AT TIME ZONE 'UTC', price_usd,
                coalesce(market_cap_usd::text, 'null'), coalesce(volume_24h_usd::text, 'null'))
            FROM asset_market_data JOIN assets USING (asset_id) WHERE source = 'csv' ORDER BY symbol
            """
        );
        var silver = string.Join('\n', [.. bars.Select(row => row[0]), await SilverTables.ReadAsync(database)]);
        foreach (var run in await database.RowsAsync("SELECT run_id::text, source FROM etl_runs"))
            silver = silver.Replace(run[0]!, $"run of {run[1]}", StringComparison.Ordinal);
        return silver;
    }

    private Dictionary<string, string> Environment(string zone, string language) =>
        new()
        {
            ["TZ"] = zone,
            ["LANG"] = language,
            ["LC_ALL"] = language,
            ["COINGECKO_BASE_URL"] = _upstream.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0s",
            ["COINPAPRIKA_BASE_URL"] = _upstream.CoinPaprikaUrl.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0s",
            ["CSV_PATH"] = _folder.FullName,
            ["CSV_TIME_ZONE"] = "UTC",
            ["CSV_DATE_ORDER"] = "refuse",
        };
}
