using System.Net;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Kasparro.ApiTests;

/// <summary>The API over a real PgBouncer.</summary>
internal sealed class PoolerTests
{
    private static readonly string[] s_addresses =
    [
        "/data?limit=2",
        "/data?symbol=btc&latest=true",
        "/assets",
        "/stats",
        "/list-runs",
        "/failures",
        "/health/ready",
    ];

    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await new Rows(_database).MarketDataAsync("BTC", "Bitcoin");
    }

    [TearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [TestCase("transaction", 1)]
    [TestCase("transaction", 3)]
    [TestCase("session", 30)]
    public async Task Every_request_is_answered_whatever_the_pooler_shares(string mode, int poolSize)
    {
        await using var pooler = await StartedAsync(mode, poolSize);
        await using var api = new ApiHost(
            pooler.ConnectionString,
            ("API_PAGE_CACHE_BYTES", "1000000"),
            ("API_MAX_EXPORTS", "100"),
            ("API_MAX_CONCURRENT", "400")
        );
        using var client = api.CreateClient();

        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 25)
                .SelectMany(_ => s_addresses)
                .Select(async address =>
                {
                    using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
                    return (address, answer.StatusCode);
                })
        );

        // One export at a time: their number has a limit of its own.
        for (var export = 0; export < 5; export++)
            Assert.That(
                await client.GetStringAsync(new Uri("/data?format=csv", UriKind.Relative)),
                Does.Contain("BTC")
            );
        Assert.That(statuses.Where(status => status.StatusCode != HttpStatusCode.OK).Distinct(), Is.Empty);
    }

    [TestCase("transaction", 1)]
    [TestCase("session", 0)]
    public async Task The_log_says_where_the_pooler_keeps_no_session(string mode, int times)
    {
        using var log = new LogRecorder();
        await using var pooler = await StartedAsync(mode, poolSize: 3);
        await using var api = new ApiHost(pooler.ConnectionString);
        await using var logging = api.WithWebHostBuilder(builder =>
            builder.ConfigureLogging(providers => providers.AddProvider(log))
        );
        using var client = logging.CreateClient();
        await client.GetStringAsync(new Uri("/data", UriKind.Relative));

        Assert.That(log.Lines, Has.Exactly(times).Contains("a connection pooler that keeps no session"));
    }

    [Test]
    public async Task A_session_of_the_pooler_is_left_as_it_was()
    {
        await using var pooler = await StartedAsync("transaction", poolSize: 1);
        await using var api = new ApiHost(pooler.ConnectionString);
        using var client = api.CreateClient();
        await client.GetStringAsync(new Uri("/data?limit=2", UriKind.Relative));

        await using var other = Npgsql.NpgsqlDataSource.Create(pooler.ConnectionString);
        await using var read = other.CreateCommand(
            "SELECT current_setting('plan_cache_mode') || ' ' || current_setting('jit') || ' ' "
                + "|| (SELECT count(*) FROM pg_prepared_statements)"
        );
        Assert.That(await read.ExecuteScalarAsync(), Is.EqualTo("auto on 0"));
    }

    [Test]
    public async Task A_commit_is_seen_at_once_although_the_pooler_passes_no_notification_on()
    {
        await using var pooler = await StartedAsync("transaction");
        await using var api = new ApiHost(pooler.ConnectionString, ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();
        var address = new Uri("/data?symbol=btc", UriKind.Relative);
        var before = await client.GetStringAsync(address);
        await client.GetStringAsync(address);

        await _database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 77");

        Assert.That(before, Does.Contain("\"price_usd\":1,"));
        Assert.That(await client.GetStringAsync(address), Does.Contain("\"price_usd\":77"));
    }

    private async Task<PgBouncer> StartedAsync(string mode, int poolSize = 3)
    {
        var pooler = await PgBouncer.TryStartAsync(_database, mode, poolSize);
        if (pooler is null)
            Assert.Ignore("PgBouncer is not installed on this machine.");
        return pooler!;
    }
}
