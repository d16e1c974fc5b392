using System.Text.RegularExpressions;
using Kasparro.Simulator;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class ExitCodeTests : EtlFixture
{
    [Test]
    public async Task A_missing_and_malformed_configuration_is_one_message_that_lists_everything_and_ends_with_2()
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string>
            {
                ["COINGECKO_PAGE_SIZE"] = "many",
                ["COINGECKO_MIN_INTERVAL"] = "soon",
                ["COINPAPRIKA_BASE_URL"] = "ftp://example.invalid",
                ["POSTGRES_PORT"] = "70000",
            },
            "run"
        );

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(
            exit.Errors,
            Does.StartWith("The configuration has 5 problems:")
                .And.Contain(
                    "COINGECKO_PAGE_SIZE is 'many', which is not a whole number. Example: COINGECKO_PAGE_SIZE="
                )
                .And.Contain("COINGECKO_MIN_INTERVAL is 'soon', which is not a duration")
                .And.Contain("COINPAPRIKA_BASE_URL is not an http or https address")
                .And.Contain("POSTGRES_PORT is 70000; it may be 1 to 65535")
                .And.Contain("DATABASE_URL is missing")
        );
        Assert.That(exit.Output, Is.Empty);
    }

    [TestCase(",", "names no source")]
    [TestCase("csv,gecko", "names 'gecko', which is no source; known are coincap, coingecko, ")]
    public async Task A_list_without_a_source_or_with_an_unknown_one_is_refused(string sources, string problem)
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string>
            {
                ["DATABASE_URL"] = "postgres://me@host.invalid/db",
                ["ENABLED_SOURCES"] = sources,
            },
            "run"
        );

        Assert.That(exit.Errors, Does.Contain($"ENABLED_SOURCES {problem}"));
        Assert.That(exit.Code, Is.EqualTo(2));
    }

    [Test, Promise(15)]
    public async Task A_malformed_database_address_is_named_and_its_password_is_not()
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string> { ["DATABASE_URL"] = "postgres://me:hunter2secret@host:notaport/db" },
            "run"
        );

        Assert.That((exit.Code, exit.Errors.Contains("DATABASE_URL", StringComparison.Ordinal)), Is.EqualTo((2, true)));
        Assert.That(exit.Errors + exit.Output, Does.Not.Contain("hunter2secret"));
    }

    [Test]
    [TestCase("runn")]
    [TestCase("run", "--source", "nosuch")]
    [TestCase("run", "--triggered-by", "luck")]
    public async Task A_command_line_that_is_off_ends_with_2(params string[] arguments)
    {
        var exit = await EtlHostProcess.RunAsync(Database, null, arguments);

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(exit.Errors, Does.Contain(arguments[^1]));
        Assert.That(await CountAsync("etl_runs"), Is.Zero);
    }

    [Test]
    [TestCase("--triggered-by", "hand", "--triggered-by is 'hand'; it must be one of: manual, cron, retry.")]
    [TestCase("--output", "xml", "--output is 'xml'; it must be one of: auto, table, json.")]
    public async Task A_value_that_an_option_does_not_take_is_refused_with_the_values_that_it_takes(
        string option,
        string value,
        string message
    )
    {
        var exit = await EtlHostProcess.RunAsync(Database, null, "run", option, value);

        Assert.That((exit.Code, exit.Errors), Is.EqualTo((2, $"{message}\nSee --help.\n")));
    }

    [Test, Promise(15)]
    public async Task A_database_that_is_away_is_waited_for_a_little_and_then_said_to_be_away()
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string> { ["DATABASE_URL"] = "postgres://me:hunter2secret@127.0.0.1:1/db" },
            "run",
            "--output",
            "table"
        );

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(exit.Errors, Does.Contain("The database could not be used: Failed to connect to 127.0.0.1:1"));
        Assert.That(
            Regex
                .Matches(exit.Output, "does not respond yet, retrying in ([0-9]) s")
                .Select(retry => retry.Groups[1].Value),
            Is.EqualTo(new[] { "1", "2", "4" })
        );
        Assert.That(exit.Errors + exit.Output, Does.Not.Contain("hunter2secret"));
    }

    [Test]
    public async Task A_database_without_the_schema_names_the_command_to_run()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();

        var before = await EtlHostProcess.RunAsync(empty, null, "run");
        var migrated = await EtlHostProcess.RunAsync(empty, null, "migrate");
        var again = await EtlHostProcess.RunAsync(empty, null, "migrate");

        Assert.That((before.Code, migrated.Code, again.Code), Is.EqualTo((4, 0, 0)));
        Assert.That(before.Errors, Does.Contain("Run the 'migrate' command first."));
        Assert.That(again.Output, Does.Contain("The schema is up to date."));
    }

    [Test, Promise(7)]
    public async Task A_source_that_fails_leaves_the_others_alone_and_ends_with_3()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = 300, CoinPaprikaCoins = 200 }
        );
        await using var broken = await StubUpstream.StartAsync(_ =>
            StubResponse.Json("""{"error":"invalid key"}""", 403)
        );
        var environment = Upstreams(simulator);
        environment["COINPAPRIKA_BASE_URL"] = broken.Address.ToString();

        var exit = await EtlHostProcess.RunAsync(Database, environment, "run");

        Assert.That(exit.Code, Is.EqualTo(3));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT string_agg(source || ' ' || status, ', ' ORDER BY source) FROM etl_runs"
            ),
            Is.EqualTo("coingecko success, coinpaprika failed")
        );
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT metadata->>'failure_class' FROM etl_runs WHERE source = 'coinpaprika'"
            ),
            Is.EqualTo("config")
        );
        Assert.That(await CountAsync("asset_market_data"), Is.GreaterThan(250));
    }

    [Test]
    public async Task A_run_that_succeeds_ends_with_0_and_a_second_one_finds_nothing_new()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions
            {
                CoinGeckoCoins = 300,
                CoinPaprikaCoins = 200,
                Frozen = true,
            }
        );

        var first = await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "run", "--triggered-by", "cron");
        var second = await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "run", "--output", "table");
        var verified = await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "verify", "--output", "table");
        var status = await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "status", "--output", "table");

        Assert.That(
            (first.Code, second.Code, verified.Code, status.Code),
            Is.EqualTo((0, 0, 0, 0)),
            first.Errors + second.Errors + verified.Errors
        );
        Assert.That(
            first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Has.All.StartsWith("{").And.All.EndsWith("}"),
            "one event a line"
        );
        Assert.That(
            second.Output,
            Does.Match(@"coingecko +│ ok +│ +300 │ +0 │ +300 │ +0 │ +0 │")
                .And.Match(@"coinpaprika +│ ok +│ +200 │ +0 │ +200 │ +0 │ +0 │")
        );
        Assert.That(verified.Output, Does.Contain("Silver matches Bronze."));
        Assert.That(status.Output, Does.Match(@"coingecko +│ success"));
        Assert.That(await CountAsync("etl_runs WHERE triggered_by = 'cron'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Silver_that_differs_ends_verify_with_3_and_the_difference()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = 10, CoinPaprikaCoins = 10 }
        );
        await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "run");
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = price_usd * 2");

        var exit = await EtlHostProcess.RunAsync(Database, Upstreams(simulator), "verify", "--output", "table");

        Assert.That(exit.Code, Is.EqualTo(3));
        Assert.That(
            exit.Output,
            Does.Contain("Silver does not match Bronze: 40 differences.")
                .And.Contain("The first 10 differences:")
                .And.Contain("is only in the transformation")
        );
    }

    private static Dictionary<string, string> Upstreams(UpstreamSimulator simulator) =>
        new()
        {
            ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
            ["COINGECKO_BASE_URL"] = simulator.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0",
            ["COINPAPRIKA_BASE_URL"] = simulator.CoinPaprikaUrl.ToString(),
        };
}
