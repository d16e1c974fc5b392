using System.Net;
using System.Text.RegularExpressions;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Distribution;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Kasparro.ApiTests;

/// <summary>
/// The whole product on a cluster: what it did and answered on one machine, it does and answers on several.
/// </summary>
internal sealed partial class CitusTests
{
    private const string Ignored = "KASPARRO_TEST_CITUS_URL names no Citus cluster.";

    private readonly ScriptedSource _gecko = new("coingecko");
    private readonly ScriptedSource _paprika = new("coinpaprika");

    [Test]
    public async Task A_database_with_data_is_distributed_once_and_every_route_answers_as_before()
    {
        await using var database = await CreateAsync();
        await using var etl = EtlProcess.With(database, _gecko, _paprika);
        await RunAsync(etl);
        await using var api = new ApiHost(database.ConnectionString);
        using var client = api.CreateClient();
        var routes = await RoutesAsync(database);
        var before = await AnswersAsync(client, routes);

        var first = await EtlHostProcess.RunAsync(database, null, "distribute");
        var second = await EtlHostProcess.RunAsync(database, null, "distribute");

        Assert.Multiple(() =>
        {
            Assert.That(
                (first.Code, first.Output.Trim()),
                Is.EqualTo((0, "Distributed assets, asset_market_data, market_data_revisions, asset_sources.")),
                first.Errors
            );
            Assert.That((second.Code, second.Output.Trim()), Is.EqualTo((0, "Every table is where it belongs.")));
        });
        var after = await AnswersAsync(client, routes);
        AssertSame(before, after);
        Assert.That(
            await database.ScalarAsync<long>(
                "SELECT count(DISTINCT nodeport) FROM citus_shards WHERE table_name = 'asset_market_data'::regclass"
            ),
            Is.GreaterThan(1)
        );
    }

    [Test]
    public async Task What_runs_after_the_distribution_is_right_wherever_the_rows_are()
    {
        await using var database = await CreateAsync();
        await EtlHostProcess.RunAsync(database, null, "distribute");
        await using var etl = EtlProcess.With(database, _gecko, _paprika);
        await RunAsync(etl);
        var linked = await database.ScalarAsync<long>(
            "SELECT count(*) FROM asset_sources a JOIN asset_sources b USING (asset_id) WHERE a.source < b.source"
        );
        var incremental = await etl.VerifyAsync();
        var full = await etl.TransformAsync("coingecko", full: true);
        var rebuilt = await etl.VerifyAsync();
        var bronze = await EtlHostProcess.RunAsync(database, null, "verify", "--bronze");
        await using var api = new ApiHost(database.ConnectionString);
        using var client = api.CreateClient();

        Assert.Multiple(async () =>
        {
            Assert.That(linked, Is.EqualTo(22));
            Assert.That(incremental.Matches, Is.True, $"{incremental}");
            Assert.That(full.Failure, Is.Null);
            Assert.That(rebuilt.Matches, Is.True, $"{rebuilt}");
            Assert.That(bronze.Code, Is.Zero, bronze.Output + bronze.Errors);
            Assert.That(
                (await client.GetJsonAsync("/data?symbol=jup&source=coingecko&limit=1"))
                    .GetProperty("data")[0]
                    .GetProperty("price_usd")
                    .GetRawText(),
                Is.EqualTo("103")
            );
            foreach (var route in await RoutesAsync(database))
                Assert.That((await client.GetAsync(route)).StatusCode, Is.EqualTo(HttpStatusCode.OK), route);
        });
    }

    [Test]
    public async Task Changes_wait_until_every_machine_has_a_commit_that_the_coordinator_shows()
    {
        await using var database = await CreateAsync();
        await EtlHostProcess.RunAsync(database, null, "distribute");
        await using var etl = EtlProcess.With(database, _gecko, _paprika);
        await RunAsync(etl);
        await using var api = new ApiHost(database.ConnectionString, ("API_REQUEST_TIMEOUT", "1s"));
        using var client = api.CreateClient();
        var port = await database.ScalarAsync<int>("SELECT max(nodeport) FROM pg_dist_node WHERE groupid <> 0");
        await using var worker = TestDatabase.At(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = port }.ConnectionString
        );

        // As Citus leaves it between the coordinator's commit and the worker's.
        await worker.ExecuteAsync("BEGIN; PREPARE TRANSACTION 'citus_0_1_1_0'");
        var early = await client.GetAsync("/changes");
        var earlyEnd = await client.GetAsync("/changes?from_now=true");
        await worker.ExecuteAsync("COMMIT PREPARED 'citus_0_1_1_0'");
        var then = await client.GetJsonAsync("/changes");

        Assert.That(
            (early.StatusCode, earlyEnd.StatusCode),
            Is.EqualTo((HttpStatusCode.GatewayTimeout, HttpStatusCode.GatewayTimeout))
        );
        Assert.That(then.GetProperty("changes").GetArrayLength(), Is.Positive);
    }

    [Test]
    public async Task A_later_version_migrates_distributed_tables_with_their_rows()
    {
        await using var database = await CreateAsync();
        await using var etl = EtlProcess.With(database, _gecko, _paprika);
        await RunAsync(etl);
        await using var api = new ApiHost(database.ConnectionString);
        using var client = api.CreateClient();
        var routes = await RoutesAsync(database);
        var before = await AnswersAsync(client, routes);
        await MigrateAsync(database, "LinkByEvidence");
        await DistributeAsync(database);

        var migrated = await EtlHostProcess.RunAsync(database, null, "migrate");

        Assert.That(migrated.Code, Is.Zero, migrated.Errors);
        Assert.That(await database.ScalarAsync<long>("SELECT count(grown_at) FROM transformations"), Is.EqualTo(2));
        AssertSame(before, await AnswersAsync(client, routes));
        var again = await EtlHostProcess.RunAsync(database, null, "distribute");
        Assert.That((again.Code, again.Output.Trim()), Is.EqualTo((0, "Every table is where it belongs.")));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
        await etl.LinkAsync();
        foreach (var source in (string[])["coingecko", "coinpaprika"])
            Assert.That((await etl.TransformAsync(source, full: true)).Failure, Is.Null);
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
        Assert.That((await AnswersAsync(client, routes)).Values, Is.All.StartsWith("200 "));
    }

    private static void AssertSame(Dictionary<string, string> before, Dictionary<string, string> after) =>
        Assert.Multiple(() =>
        {
            foreach (var (route, answer) in before)
                Assert.That(after[route], Is.EqualTo(answer), route);
        });

    /// <summary>As the version that made the schema does; its command asks for <c>migrate</c> first.</summary>
    private static async Task DistributeAsync(TestDatabase database)
    {
        await using var pool = NpgsqlDataSource.Create(database.ConnectionString);
        await new DatabaseDistributor(new KasparroDatabase(database.ConnectionString, pool)).DistributeAsync(
            CancellationToken.None
        );
    }

    private static async Task MigrateAsync(TestDatabase database, string target)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var db = KasparroDatabase.ContextOn(connection);
        await db.Database.GetService<IMigrator>().MigrateAsync(target);
    }

    private static async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.TryCreateClusterAsync();
        if (database is null)
            Assert.Ignore(Ignored);
        var migrated = await EtlHostProcess.RunAsync(database, null, "migrate");
        Assert.That(migrated.Code, Is.Zero, migrated.Errors);
        return database!;
    }

    /// <summary>New rows, replaced ones, one that comes back, a refused one; assets of one source and of two.</summary>
    private async Task RunAsync(EtlProcess etl)
    {
        foreach (var price in (string[])["101", "102", "101", "103"])
        {
            _gecko.SendsNothing().Sends(Coins(price, ""));
            _paprika.SendsNothing().Sends(Coins(price, "jup-"));
            await etl.RunAsync("coingecko");
            await etl.RunAsync("coinpaprika");
        }
    }

    private static Coin[] Coins(string price, string prefix) =>
        [
            new($"{prefix}jupiter", "jup", "Jupiter", price, "2000000"),
            new($"{prefix}ethereum", "eth", "Ethereum", "10", "1000000", LastUpdated: $"2026-01-0{price[2]}T00:00:00Z"),
            new($"{prefix}nothing", "nil", "Nothing", "0"),
            .. Enumerable
                .Range(1, 20)
                .Select(n => new Coin($"{prefix}coin-{n}", $"c{n % 19}", $"Coin {n}", $"{n}.{price}", $"{n}000")),
        ];

    /// <summary>Every route, and every shape of those that read market data.</summary>
    private static async Task<IReadOnlyList<string>> RoutesAsync(TestDatabase database)
    {
        var asset = await database.ScalarAsync<Guid>("SELECT asset_id FROM assets WHERE symbol = 'JUP' LIMIT 1");
        var run = await database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs WHERE source = 'coingecko' LIMIT 1");
        var then = await database.ScalarAsync<string>(
            "SELECT to_char(min(ingested_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') "
                + "FROM raw_coingecko"
        );
        const string instant = "2026-01-01T00:00:00Z";
        string[] pages =
        [
            "/data?limit=7",
            "/data?limit=7&offset=5&sort=last_updated",
            "/data?source=coingecko&limit=7",
            "/data?source=coingecko&source=coinpaprika&limit=7&offset=3",
            "/data?source=coinpaprika&sort=last_updated",
            "/data?symbol=jup&symbol=c1",
            $"/data?asset_id={asset}&sort=last_updated",
            "/data?source_asset_id=coin-3",
            "/data?latest=true",
            "/data?latest=true&source=coingecko&limit=5&offset=4",
            "/data?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
            "/data?format=csv",
            "/data?format=ndjson&symbol=eth",
            "/data?format=parquet&symbol=jup",
        ];
        return
        [
            .. pages,
            .. pages.Select(page => $"{page}&as_of={then}"),
            .. pages.Select(page => $"{page}&updated_since={then}"),
            $"/data/{asset}/coingecko/{instant}/revisions",
            $"/explain?asset_id={asset}&source=coingecko&last_updated={instant}",
            $"/prices?asset_id={asset}",
            $"/prices?symbol=jup&as_of={then}",
            $"/assets/{asset}",
            "/assets?q=coin",
            "/assets?symbol=c1",
            "/assets?source=coinpaprika&limit=5",
            "/assets?source=coingecko&source_asset_id=coin-3",
            "/changes?limit=5",
            "/changes",
            "/compare-runs?source=coingecko",
            "/failures",
            "/findings",
            "/identity/candidates",
            "/list-runs",
            $"/list-runs/{run}",
            "/schema-drifts",
            "/schemas/coingecko",
            "/sources",
            "/stats",
            "/report",
            "/health",
            "/metrics",
        ];
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(HttpClient client, IReadOnlyList<string> routes)
    {
        var answers = new Dictionary<string, string>();
        foreach (var route in routes)
        {
            using var response = await client.GetAsync(route);
            // What differs from call to call: how long the database took, and what this process counted.
            var body = route is "/health" or "/stats" or "/metrics" ? "" : await response.Content.ReadAsStringAsync();
            answers.Add(route, $"{(int)response.StatusCode} {RequestId().Replace(body, "")}");
        }

        return answers;
    }

    [GeneratedRegex("\"request_id\":\"[0-9a-f]+\"")]
    private static partial Regex RequestId();
}
