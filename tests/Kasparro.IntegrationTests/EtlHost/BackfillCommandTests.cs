using System.Globalization;
using Kasparro.Simulator;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What a backfill does besides fetching, and how it ends.</summary>
public sealed class BackfillCommandTests : EtlFixture
{
    private static readonly DateTimeOffset s_today = new(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);

    private UpstreamSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await UpstreamSimulator.StartAsync(new SimulatorOptions { CoinGeckoCoins = 10 });
        var run = await HostAsync("UTC", "run", "--source", "coingecko");
        Assert.That(run.Code, Is.Zero, run.Output + run.Errors);
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_link_step_that_fails_after_it_is_reported_and_ends_it_with_3()
    {
        await Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
            CREATE TRIGGER refuse BEFORE DELETE ON plain_names FOR EACH STATEMENT EXECUTE FUNCTION refuse();
            INSERT INTO plain_names (symbol, name, source, source_asset_id, runs, counted_at)
            VALUES ('NONE', 'None', 'coingecko', 'none', 0, now());
            """
        );

        var exit = await BackfillAsync("run", "bitcoin");

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("Assets were not linked: ").And.Contain("no room"));
    }

    [Test]
    public async Task Ingest_fetches_the_past_and_neither_transforms_nor_links()
    {
        var before = await CountAsync("asset_market_data");

        var exit = await BackfillAsync("ingest", "bitcoin");

        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Not.Contain(" listings are ").And.Not.Contain("goes on with the coins"));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(10 + 5));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(before));
    }

    /// <summary>Nine hours lie between midnight there and in UTC.</summary>
    [Test]
    public async Task A_day_is_one_of_UTC_wherever_the_machine_stands()
    {
        var exit = await BackfillAsync("ingest", "bitcoin", zone: "Asia/Tokyo");

        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That(
            exit.Output,
            Does.Contain($"Backfill of coingecko from {Day(-8)}T00:00:00Z to {Day(-3)}T00:00:00Z: 1 of 1 coins")
        );
    }

    [Test]
    public async Task After_a_failure_it_says_that_the_same_command_goes_on()
    {
        await Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON raw_coingecko FOR EACH STATEMENT EXECUTE FUNCTION refuse();
            """
        );

        var exit = await BackfillAsync("ingest", "bitcoin");

        Assert.That(exit.Code, Is.EqualTo(4), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("The same command goes on with the coins that are left."));
    }

    private Task<EtlHostExit> BackfillAsync(string command, string coins, string zone = "UTC") =>
        HostAsync(zone, command, "--source", "coingecko", "--from", Day(-8), "--to", Day(-3), "--coins", coins);

    private static string Day(int days) => s_today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<EtlHostExit> HostAsync(string zone, params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coingecko",
                ["COINGECKO_BASE_URL"] = _simulator.CoinGeckoUrl.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0",
                ["TZ"] = zone,
            },
            [.. arguments, "--output", "table"]
        );
}
