using System.Net;
using Kasparro.Application.MarketData;
using Kasparro.Infrastructure.Postgres.MarketData;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests;

/// <summary>The API over a primary and its hot standby, both named in one connection string.</summary>
internal sealed class ReplicasTests
{
    private ReplicatedDatabase? _database;

    private ReplicatedDatabase Database => _database!;

    [SetUp]
    public async Task StartServersAsync()
    {
        _database = await ReplicatedDatabase.TryCreateAsync();
        if (_database is null)
            Assert.Ignore("A replica needs the server programs of PostgreSQL on this machine.");

        await Database.ExecuteAsync(
            """
            INSERT INTO assets VALUES ('3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1', 'BTC', 'Bitcoin');
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            VALUES ('coingecko', 'bitcoin', '3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1', 'symbol_and_name', now());
            INSERT INTO asset_market_data (asset_id, source, price_usd, last_updated, created_at, raw_id)
            VALUES ('3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1', 'coingecko', 1, now(), now(), 1);
            INSERT INTO transformations
                (source, version, silver_rows, failure_rows, transformed_total, failed_total, transformed_at)
            VALUES ('coingecko', '1', 1, 0, 1, 0, now());
            """
        );
        await Database.CatchUpAsync();
    }

    [TearDown]
    public async Task StopServersAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [TestCase("prefer-standby", "1")]
    [TestCase("standby", "1")]
    [TestCase("read-only", "1")]
    [TestCase("prefer-primary", "2")]
    [TestCase("primary", "2")]
    [TestCase("read-write", "2")]
    public async Task Reads_go_where_the_string_says(string attributes, string expected)
    {
        // A change that no commit of ours announces distinguishes the two.
        await Database.ExecuteOnStandbyAsync("SELECT pg_wal_replay_pause()");
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 2");

        await using var api = Api(attributes);
        using var client = api.CreateClient();
        Assert.That(await PriceAsync(client), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_primary_takes_over_when_the_standby_stops()
    {
        await using var api = Api("prefer-standby");
        using var client = api.CreateClient();
        await PriceAsync(client);

        await Database.StopStandbyAsync();
        // The request on the lost session fails; the next one goes elsewhere.
        using (await client.GetAsync("/data")) { }

        Assert.That(await PriceAsync(client), Is.EqualTo("1"));
        Assert.That(
            (await client.GetJsonAsync("/health")).GetProperty("database").GetProperty("connected").GetBoolean(),
            Is.True
        );
    }

    [TestCase("prefer-standby")]
    [TestCase("any")]
    public async Task The_standby_serves_reads_when_the_primary_stops(string attributes)
    {
        await using var api = Api(attributes, ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();
        await PriceAsync(client);

        await Database.StopPrimaryAsync();
        using (await client.GetAsync("/data")) { }

        Assert.That(await PriceAsync(client), Is.EqualTo("1"));
        foreach (var route in new[] { "/stats", "/list-runs", "/assets", "/data?format=csv", "/compare-runs" })
        {
            using var response = await client.GetAsync(route);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        }
    }

    [Test]
    public async Task A_page_is_never_older_than_a_commit_that_was_seen_however_far_the_standby_lags()
    {
        await using var api = Api("prefer-standby", ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();
        await CommitWithoutTheStandbyAsync(client);

        for (var again = 0; again < 20; again++)
            Assert.That(
                (await client.GetJsonAsync($"/data?limit={again + 1}"))
                    .GetProperty("data")[0]
                    .GetProperty("price_usd")
                    .GetRawText(),
                Is.EqualTo("2")
            );
    }

    [Test]
    public async Task A_page_is_of_the_commit_before_where_the_primary_that_has_the_newer_one_is_away()
    {
        await using var api = Api("prefer-standby", ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();
        await CommitWithoutTheStandbyAsync(client);

        await Database.StopPrimaryAsync();

        var seen = (SilverVersion)api.Services.GetRequiredService<ISilverVersion>();
        for (var limit = 1; limit <= 20; limit++)
        {
            // The API forgets what it saw as soon as it notices that the primary is away: these requests came before.
            seen.Observe(1_000);
            var page = await client.GetJsonAsync($"/data?limit={limit}");
            Assert.That(page.GetProperty("data")[0].GetProperty("price_usd").GetRawText(), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_page_that_the_primary_refuses_is_no_older_page_of_the_standby()
    {
        await using var api = Api("prefer-standby", ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();
        await CommitWithoutTheStandbyAsync(client);

        await Database.ExecuteAsync("ALTER TABLE asset_market_data RENAME price_usd TO no_longer_here");

        using var refused = await client.GetAsync("/data?limit=7");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task What_may_come_from_a_server_at_another_commit_carries_no_tag()
    {
        await using var api = Api("prefer-standby");
        using var client = api.CreateClient();
        foreach (var route in new[] { "/assets", "/data?format=csv", "/data?format=ndjson" })
        {
            using var response = await client.GetAsync(route);
            Assert.That(response.Headers.ETag, Is.Null, route);
        }

        using var page = await client.GetAsync("/data");
        Assert.That(page.Headers.ETag, Is.Not.Null);
    }

    [Test]
    public async Task A_run_that_has_ended_is_not_stuck_although_the_standby_still_has_it_running()
    {
        await Database.ExecuteAsync(
            """
            INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, triggered_by)
            VALUES ('0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10', 'coingecko', now(), 'running', 0, '{}', 'cron')
            """
        );
        await Database.CatchUpAsync();
        await Database.ExecuteOnStandbyAsync("SELECT pg_wal_replay_pause()");
        await Database.ExecuteAsync("UPDATE etl_runs SET status = 'success', ended_at = now(), duration_ms = 1");
        await using var api = Api("prefer-standby");
        using var client = api.CreateClient();

        var source = (await client.GetJsonAsync("/compare-runs?source=coingecko")).GetProperty("sources")[0];

        Assert.That(
            source
                .GetProperty("checks")
                .EnumerateArray()
                .Where(check => check.GetProperty("type").GetString() == "run_stuck")
                .Select(check => check.GetProperty("severity").GetString()),
            Has.None.EqualTo("critical")
        );
    }

    private ApiHost Api(string attributes, params (string, string)[] settings) =>
        new(Database.ConnectionString(attributes), settings);

    /// <summary>Until the API knows of a commit with the price 2 that the standby, with the price 1, does not have.
    /// </summary>
    private async Task CommitWithoutTheStandbyAsync(HttpClient client)
    {
        Assert.That(await PriceAsync(client), Is.EqualTo("1"));
        await Database.ExecuteOnStandbyAsync("SELECT pg_wal_replay_pause()");
        await CommitAsync(2);
        await Eventually.UntilAsync(async () => await PriceAsync(client) == "2");
    }

    private Task CommitAsync(int price) => Database.ExecuteAsync(Rows.Commit(price));

    private static async Task<string> PriceAsync(HttpClient client) =>
        (await client.GetJsonAsync("/data")).GetProperty("data")[0].GetProperty("price_usd").GetRawText();
}
