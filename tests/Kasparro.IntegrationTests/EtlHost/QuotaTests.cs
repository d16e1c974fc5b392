using Kasparro.Simulator;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>The requests of a provider's plan are never exceeded, by no process.</summary>
public sealed class QuotaTests : EtlFixture
{
    private UpstreamSimulator _simulator = null!;

    [SetUp]
    public async Task StartSimulator() =>
        _simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = 1_100, CoinPaprikaCoins = 10 }
        );

    [TearDown]
    public async Task StopSimulator() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_run_that_would_exceed_the_plan_ends_as_config_and_says_when_it_may_run_again()
    {
        var runs = new List<EtlHostExit>();
        for (var run = 0; run < 3; run++)
            runs.Add(await RunAsync(limit: 2, "ingest", "--source", "coinpaprika"));
        var plan = await RunAsync(limit: 2, "plan");

        Assert.That(runs.Select(run => run.Code), Is.EqualTo([0, 0, 4]));
        Assert.That(_simulator.Requests, Has.Count.EqualTo(2), "not one more was sent");
        Assert.That(
            runs[2].Output,
            Does.Contain("CoinPaprika has 0 of 2 requests left this month, and this run needs 1. It may run again on ")
        );
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT metadata ->> 'failure_class' FROM etl_runs ORDER BY sequence DESC LIMIT 1"
            ),
            Is.EqualTo("config")
        );
        Assert.That(
            plan.Output,
            Does.Contain(
                "coinpaprika: 180 runs in 30 days with 1 requests each are 180; 2 of 2 are used this month, 0 are left"
            )
        );
    }

    [Test]
    public async Task The_doctor_names_what_is_right_and_what_to_do_about_the_rest()
    {
        await RunAsync(limit: 100, "run");
        var healthy = await RunAsync(limit: 0, "doctor");
        var ill = await RunAsync(limit: 6, "doctor");

        Assert.That(healthy.Code, Is.Zero, healthy.Output + healthy.Errors);
        Assert.That(
            healthy.Output,
            Does.Contain("ok    encoding: UTF8")
                .And.Contain("ok    clock:")
                .And.Contain("ok    schema: it has every migration")
                .And.Contain("ok    records of coingecko: as they were before")
                .And.Contain("ok    access to coingecko: 127.0.0.1, without a key, plan keyless")
                .And.Contain("ok    size: the database has 0.")
                .And.Contain("ok    temporary files:")
        );
        Assert.That(ill.Code, Is.EqualTo(3));
        Assert.That(ill.Output, Does.Contain("fix   quota of coingecko: 6 requests this month of 6. They run out on"));
    }

    [Test]
    public async Task A_run_that_finds_more_pages_than_the_plan_has_left_stops_before_the_next_request()
    {
        var run = await RunAsync(limit: 3, "ingest", "--source", "coingecko");

        Assert.That(run.Code, Is.EqualTo(4), run.Output + run.Errors);
        Assert.That(_simulator.Requests, Has.Count.EqualTo(3));
        Assert.That(run.Output, Does.Contain("CoinGecko has 3 of 3 requests left this month, and this run needs 4."));
        Assert.That(await Database.ScalarAsync<long>("SELECT requests FROM request_counts"), Is.EqualTo(3));
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
    }

    private Task<EtlHostExit> RunAsync(int limit, params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
                ["ETL_RETRY_PAUSE"] = "0",
                ["COINGECKO_BASE_URL"] = _simulator.CoinGeckoUrl.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0",
                ["COINGECKO_MONTHLY_REQUESTS"] = $"{limit}",
                ["COINPAPRIKA_BASE_URL"] = _simulator.CoinPaprikaUrl.ToString(),
                ["COINPAPRIKA_MIN_INTERVAL"] = "0",
                ["COINPAPRIKA_MONTHLY_REQUESTS"] = $"{limit}",
            },
            [.. arguments, "--output", "json"]
        );
}
