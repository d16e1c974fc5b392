using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Simulator;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What the commands do with several sources, halves of the pipeline and a database that is late.</summary>
public sealed class PipelineTests : EtlFixture
{
    private UpstreamSimulator _simulator = null!;

    [SetUp]
    public async Task StartSimulator() =>
        _simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                CoinGeckoCoins = 10,
                CoinPaprikaCoins = 10,
                Frozen = true,
            }
        );

    [TearDown]
    public async Task StopSimulator() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_source_whose_ingestion_failed_is_still_transformed()
    {
        await RunAsync("ingest", "--source", "coinpaprika");
        await using var broken = await StubUpstream.StartAsync(_ => StubResponse.Error(403));

        var exit = await RunAsync(broken.Address, "run", "--source", "coinpaprika");

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(10));
    }

    [Test, Promise(7)]
    public async Task A_source_that_failed_unexpectedly_counts_as_failed_and_leaves_the_others_alone()
    {
        await Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON asset_market_data
            FOR EACH ROW WHEN (NEW.source = 'coinpaprika') EXECUTE FUNCTION refuse();
            """
        );

        var some = await RunAsync("run");
        var all = await RunAsync("run", "--source", "coinpaprika");

        Assert.That((some.Code, all.Code), Is.EqualTo((3, 4)));
        Assert.That(some.Output, Does.Contain("coinpaprika failed").And.Contain("no room"));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(10), "coingecko's");
    }

    [Test]
    public async Task A_source_whose_locks_another_session_has_counts_as_failed_and_that_session_is_named()
    {
        await using var other = await ForeignSession.OpenAsync(
            Database,
            "psql of a person",
            $"""
            SELECT pg_advisory_lock({AdvisoryLocks.Ingestion}, hashtext('coinpaprika'));
            SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('coingecko'))
            """
        );

        var ingested = await RunAsync("ingest");
        var transformed = await RunAsync("transform");

        Assert.That((ingested.Code, transformed.Code), Is.EqualTo((3, 3)));
        Assert.That(
            ingested.Output,
            Does.Contain($"coinpaprika failed: fetched 0").And.Contain($"psql of a person (pid {other.Pid}")
        );
        Assert.That(
            transformed.Output,
            Does.Contain($"coingecko failed: fetched").And.Contain($"psql of a person (pid {other.Pid}")
        );
    }

    [Test, Promise(8)]
    public async Task Transform_with_full_rebuilds_what_a_plain_transform_leaves()
    {
        await RunAsync("run");
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = price_usd * 2");

        await RunAsync("transform");
        var left = await RunAsync("verify");
        await RunAsync("transform", "--full");
        var rebuilt = await RunAsync("verify");

        Assert.That((left.Code, rebuilt.Code), Is.EqualTo((3, 0)));
    }

    [Test]
    public async Task A_source_that_is_given_twice_runs_once_and_two_sources_run_both()
    {
        var twice = await RunAsync("ingest", "--source", "coinpaprika", "--source", "coinpaprika");
        var runs = await SourcesAsync();
        var both = await RunAsync("ingest", "--source", "coinpaprika", "--source", "coingecko");

        Assert.That((twice.Code, both.Code), Is.EqualTo((0, 0)));
        Assert.That(twice.Output, Does.Contain("All 1 sources ended").And.Not.Contain("Skipped"));
        Assert.That(runs, Is.EqualTo("coinpaprika"));
        Assert.That(await SourcesAsync(), Is.EqualTo("coingecko, coinpaprika, coinpaprika"));
    }

    [Test]
    public async Task Logs_are_as_the_settings_say()
    {
        var environment = Environment(_simulator.CoinPaprikaUrl);
        (environment["LOG_LEVEL"], environment["LOG_FORMAT"]) = ("warning", "text");
        var quiet = await EtlHostProcess.RunAsync(Database, environment, "run", "--output", "json");
        environment["LOG_LEVEL"] = "information";
        var text = await EtlHostProcess.RunAsync(Database, environment, "run", "--output", "json");
        environment["LOG_LEVEL"] = "loud";
        var wrong = await EtlHostProcess.RunAsync(Database, environment, "run");

        Assert.That(quiet.Output, Does.Not.Contain("All 2 sources ended"));
        Assert.That(
            text.Output,
            Does.Contain("All 2 sources ended, 0 of them failed").And.Not.Contain("{\"Timestamp\"")
        );
        Assert.That((quiet.Code, text.Code, wrong.Code), Is.EqualTo((0, 0, 2)));
        Assert.That(wrong.Errors, Does.Contain("LOG_LEVEL is 'loud', which is not one of"));
    }

    [Test]
    public async Task A_database_that_comes_up_late_is_waited_for()
    {
        await using var network = new CuttingProxy(Database) { IsDown = true };
        var environment = Environment(_simulator.CoinPaprikaUrl);
        environment["DATABASE_URL"] = network.ConnectionString;
        await using var host = EtlHostProcess.Start(null, environment, "ingest", "--output", "json");

        await network.FirstRefusalAsync();
        network.IsDown = false;
        var exit = await host.ExitAsync();

        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("The database does not respond yet, retrying in 1 s"));
        Assert.That(await CountAsync("etl_runs WHERE status = 'success'"), Is.EqualTo(2));
    }

    private Task<EtlHostExit> RunAsync(params string[] arguments) => RunAsync(_simulator.CoinPaprikaUrl, arguments);

    private Task<EtlHostExit> RunAsync(Uri coinPaprika, params string[] arguments) =>
        EtlHostProcess.RunAsync(Database, Environment(coinPaprika), [.. arguments, "--output", "json"]);

    private Task<string?> SourcesAsync() =>
        Database.ScalarAsync<string>("SELECT string_agg(source, ', ' ORDER BY source) FROM etl_runs");

    private Dictionary<string, string> Environment(Uri coinPaprika) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
            ["COINGECKO_BASE_URL"] = _simulator.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
            ["COINPAPRIKA_BASE_URL"] = coinPaprika.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0",
        };
}
