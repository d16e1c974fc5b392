using System.Globalization;
using Kasparro.Simulator;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>The past of coins, as an operator fetches it; the upstream is simulated.</summary>
public sealed class BackfillTests : EtlFixture
{
    /// <summary>Midnight: a day of the past has one price of a daily history.</summary>
    private static readonly DateTimeOffset s_today = new(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);

    private UpstreamSimulator _simulator = null!;

    [SetUp]
    public async Task StartSimulator() =>
        _simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = 40, CoinPaprikaCoins = 30 }
        );

    [TearDown]
    public async Task StopSimulator() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_past_of_named_coins_is_stored_once_and_leaves_the_present_as_it_is()
    {
        await RunAsync("--source", "coingecko");
        var before = await StateAsync();
        var (latest, bronze) = (await LatestAsync(), await CountAsync("raw_coingecko"));

        var first = await BackfillAsync("coingecko", 30, 10, "--coins", "bitcoin,ethereum");
        var second = await BackfillAsync("coingecko", 30, 10, "--coins", "bitcoin,ethereum");
        var verified = await HostAsync("verify");
        var checkedBronze = await HostAsync("verify", "--bronze");

        Assert.That(first.Code, Is.Zero, first.Output + first.Errors);
        Assert.That(first.Output, Does.Contain("2 of 2 coins are left, with 2 requests"));
        Assert.That(first.Output, Does.Contain("bitcoin, 1 of 2, succeeded: fetched 20, new 20"));
        Assert.That(second.Output, Does.Contain("ethereum, 2 of 2, succeeded: fetched 20, new 0"));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(bronze + 40));
        Assert.That(
            await Database.ScalarAsync<string>(
                $"""
                SELECT count(*) || ' ' || min(last_updated AT TIME ZONE 'UTC') || ' '
                    || max(last_updated AT TIME ZONE 'UTC')
                FROM   asset_market_data d JOIN asset_sources s USING (asset_id, source)
                WHERE  s.source_asset_id = 'bitcoin' AND last_updated < '{s_today.AddDays(-1):yyyy-MM-dd}Z'
                """
            ),
            Is.EqualTo($"20 {s_today.AddDays(-30):yyyy-MM-dd} 00:00:00 {s_today.AddDays(-11):yyyy-MM-dd} 00:00:00")
        );
        Assert.That(await StateAsync(), Is.EqualTo(before), "how the source is doing");
        Assert.That(await LatestAsync(), Is.EqualTo(latest), "the latest prices");
        Assert.That((verified.Code, checkedBronze.Code), Is.EqualTo((0, 0)), verified.Output + checkedBronze.Output);
    }

    [Test]
    public async Task A_point_is_kept_character_for_character_with_the_coin_that_was_asked_for_around_it()
    {
        await RunAsync("--source", "coinpaprika");
        var backfill = await BackfillAsync("coinpaprika", 3, 2, "--top", "1");

        Assert.That(backfill.Code, Is.Zero, backfill.Output + backfill.Errors);
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT source_id || ' ' || envelope::text FROM raw_coinpaprika WHERE envelope IS NOT NULL"
            ),
            Is.EqualTo(
                """btc-bitcoin {"coin":{"id":"btc-bitcoin","symbol":"BTC","name":"Bitcoin"},"interval":"daily"}"""
            )
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT payload::text FROM raw_coinpaprika WHERE envelope IS NOT NULL"),
            Does.StartWith($$"""{"timestamp":"{{s_today.AddDays(-3):yyyy-MM-dd}}T00:00:00Z","price":""")
        );
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT triggered_by || ' ' || (metadata #>> '{backfill,coin}') FROM etl_runs "
                    + "ORDER BY sequence DESC LIMIT 1"
            ),
            Is.EqualTo("backfill btc-bitcoin")
        );
    }

    [Test]
    public async Task Hours_of_the_last_day_are_fetched_and_none_beyond_what_the_plan_hands_out()
    {
        await RunAsync("--source", "coinpaprika");
        var refused = await BackfillAsync("coinpaprika", 30, 10, "--top", "2", "--interval", "hourly");
        var now = TimeProvider.System.GetUtcNow();
        string[] hours = ["--from", Time(now.AddHours(-30)), "--to", Time(now), "--interval", "hourly", "--top", "2"];
        var clamped = await HostAsync(["run", "--source", "coinpaprika", .. hours]);

        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.StartWith("CoinPaprika hands out hourly prices from "));
        Assert.That(clamped.Code, Is.Zero, clamped.Output + clamped.Errors);
        Assert.That(clamped.Output, Does.Contain("plan reaches back to ").And.Contain(": nothing before is fetched."));
        Assert.That(await CountAsync("raw_coinpaprika"), Is.EqualTo(30 + (2 * 23)).Within(2));
    }

    [Test]
    public async Task Days_that_CoinGecko_would_hand_out_as_hours_are_asked_for_in_a_longer_time()
    {
        await RunAsync("--source", "coingecko");
        await BackfillAsync("coingecko", 363, 0, "--coins", "bitcoin", "--interval", "hourly");

        var asked = _simulator.Requests.Where(request => request.Contains("market_chart")).ToList();
        Assert.That(asked, Has.Count.EqualTo(5), "90 days each at most");
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo((363 * 24) + 40));
    }

    [Test]
    public async Task A_quota_that_is_used_up_stops_the_backfill_and_the_next_month_goes_on_there()
    {
        await RunAsync("--source", "coingecko");
        var stopped = await BackfillAsync("coingecko", 30, 10, "--top", "5", limit: 5);
        var state = await Database.ScalarAsync<string>("SELECT backfill ->> 'done' FROM etl_checkpoints");
        var resumed = await BackfillAsync("coingecko", 30, 10, "--top", "5", limit: 100);

        Assert.That(stopped.Code, Is.EqualTo(4), stopped.Output + stopped.Errors);
        Assert.That(
            stopped.Output,
            Does.Contain(
                "CoinGecko has 0 of 5 requests left this month (2 are kept for scheduled runs), and this run needs 1."
            )
        );
        Assert.That(state, Is.EqualTo("""["bitcoin"]"""));
        Assert.That(stopped.Output, Does.Contain(" listings are "), "what was stored is transformed and linked");
        Assert.That(resumed.Code, Is.Zero, resumed.Output + resumed.Errors);
        Assert.That(resumed.Output, Does.Contain("4 of 5 coins are left"));
        Assert.That(
            _simulator.Requests.Count(request => request.Contains("/bitcoin/market_chart")),
            Is.EqualTo(1),
            "what is stored is not fetched again"
        );
        Assert.That(
            await Database.ScalarAsync<bool>("SELECT backfill IS NULL FROM etl_checkpoints"),
            Is.True,
            "nothing is left"
        );
        Assert.That(
            await Database.ScalarAsync<long>("SELECT requests FROM request_counts"),
            Is.EqualTo(_simulator.Requests.Count)
        );
    }

    [TestCase("coingecko", "--coins", "bitcoin,no-such-coin", "CoinGecko has never named no-such-coin here.")]
    [TestCase("csv", "--coins", "bitcoin", "CSV files has no history that could be fetched.")]
    [TestCase("coingecko", "--top", "0", "--top must be a number from 1 to 1000.")]
    public async Task What_cannot_be_fetched_is_refused_by_name(string source, string option, string value, string why)
    {
        await RunAsync("--source", "coingecko");
        var requests = _simulator.Requests.Count;
        var refused = await BackfillAsync(source, 30, 10, option, value);

        Assert.That(refused.Code, Is.EqualTo(2), refused.Output + refused.Errors);
        Assert.That(refused.Errors, Does.StartWith(why));
        Assert.That(_simulator.Requests, Has.Count.EqualTo(requests));
    }

    [TestCase("--from", "yesterday", "--from is 'yesterday'; it must be a day or a time such as 2025-01-01")]
    [TestCase("--to", "2025-01-01T00:00", "--to is '2025-01-01T00:00'; it must be a day or a time")]
    [TestCase("--top", "many", "--top")]
    public async Task An_option_that_cannot_be_read_is_refused_with_a_sentence(string option, string value, string why)
    {
        var options = new Dictionary<string, string>
        {
            ["--from"] = "2025-01-01",
            ["--to"] = "2025-02-01",
            ["--top"] = "5",
            [option] = value,
        };
        var refused = await HostAsync([
            "run",
            "--source",
            "coingecko",
            .. options.SelectMany(pair => (string[])[pair.Key, pair.Value]),
        ]);

        Assert.That(refused.Code, Is.EqualTo(2), refused.Output + refused.Errors);
        Assert.That(refused.Errors, Does.Contain(why).And.Not.Contain("Exception"));
    }

    /// <summary>What operators and the next runs judge the source by.</summary>
    private Task<string?> StateAsync() =>
        Database.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', c.status, c.last_success_run_id, c.last_processed_at, c.updated_at,
                             (SELECT count(*) FROM run_assets), (SELECT count(*) FROM schema_drifts),
                             (SELECT string_agg(version || ' ' || last_run_id, ' ') FROM schema_versions),
                             (SELECT string_agg(concat(symbol, name, first_seen, last_seen), ' '
                                                ORDER BY source_asset_id)
                              FROM listing_labels))
            FROM   etl_checkpoints c
            """
        );

    private Task<string?> LatestAsync() =>
        Database.ScalarAsync<string>(
            """
            SELECT string_agg(asset_id || ' ' || last_updated || ' ' || price_usd, ', ' ORDER BY asset_id)
            FROM  (SELECT DISTINCT ON (asset_id) asset_id, last_updated, price_usd
                   FROM asset_market_data ORDER BY asset_id, last_updated DESC) latest
            """
        );

    private async Task RunAsync(params string[] arguments)
    {
        var run = await HostAsync(["run", .. arguments]);
        Assert.That(run.Code, Is.Zero, run.Output + run.Errors);
    }

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Task<EtlHostExit> BackfillAsync(
        string source,
        int fromDaysAgo,
        int toDaysAgo,
        string option,
        string value,
        string? another = null,
        string? anotherValue = null,
        int limit = 100_000
    ) =>
        HostAsync(
            limit,
            [
                "run",
                "--source",
                source,
                "--from",
                s_today.AddDays(-fromDaysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "--to",
                s_today.AddDays(-toDaysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                option,
                value,
                .. another is null ? [] : new[] { another, anotherValue! },
            ]
        );

    private Task<EtlHostExit> HostAsync(params string[] arguments) => HostAsync(100_000, arguments);

    private Task<EtlHostExit> HostAsync(int limit, string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coingecko,coinpaprika,csv",
                ["CSV_PATH"] = Path.GetTempPath(),
                ["COINGECKO_BASE_URL"] = _simulator.CoinGeckoUrl.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0",
                ["COINGECKO_MONTHLY_REQUESTS"] = $"{limit}",
                // One run is to come this month, so that two requests are kept for it.
                ["COINGECKO_CADENCE"] = "744h",
                ["COINPAPRIKA_BASE_URL"] = _simulator.CoinPaprikaUrl.ToString(),
                ["COINPAPRIKA_MIN_INTERVAL"] = "0",
            },
            [.. arguments, "--output", "json"]
        );
}
