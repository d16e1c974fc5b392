using Kasparro.Simulator;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>Three roles share the work, and none can do another's.</summary>
public sealed class DatabaseRolesTests
{
    [TestCase(false)]
    [TestCase(true)]
    [Promise(2)]
    public async Task Owner_migrates_and_etl_writes_rows_and_cannot_change_Bronze(bool wasMigratedBefore)
    {
        await using var database = wasMigratedBefore
            ? await TestDatabase.CreateAsync()
            : await TestDatabase.CreateEmptyAsync();
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = 10, CoinPaprikaCoins = 10 }
        );
        await using var roles = await CreatedAsync(database);
        await roles.ApplyAsync();

        var migrated = await RunAsync(roles.Owner, simulator, "migrate");
        var ran = await RunAsync(roles.Etl, simulator, "run");
        var again = await RunAsync(roles.Etl, simulator, "transform", "--full");
        var verified = await RunAsync(roles.Etl, simulator, "verify");

        Assert.That(
            (migrated.Code, ran.Code, again.Code, verified.Code),
            Is.EqualTo((0, 0, 0, 0)),
            migrated.Errors + ran.Errors + ran.Output + again.Errors + verified.Errors
        );
        foreach (
            var attempt in (string[])
                [
                    "ALTER TABLE raw_coingecko DISABLE TRIGGER ALL",
                    "TRUNCATE raw_coingecko",
                    "DROP TABLE raw_coingecko",
                    "DROP TRIGGER raw_coingecko_append_only ON raw_coingecko",
                    "SET session_replication_role = replica",
                    "CREATE TABLE mine (id int)",
                ]
        )
            Assert.That(await RefusalAsync(roles.Etl, attempt), Is.EqualTo("42501"), attempt);
        foreach (var attempt in (string[])["UPDATE raw_coingecko SET payload = '1'", "DELETE FROM raw_coingecko"])
            Assert.That(await RefusalAsync(roles.Etl, attempt), Is.Not.Null.And.Not.EqualTo("42501"), attempt);
        foreach (var attempt in (string[])["DELETE FROM etl_runs", "CREATE TABLE mine (id int)"])
            Assert.That(await RefusalAsync(roles.Api, $"BEGIN READ WRITE; {attempt}"), Is.EqualTo("42501"), attempt);
        Assert.That(await RefusalAsync(roles.Api, "SELECT FROM asset_market_data"), Is.Null);
    }

    [Test, Promise(2)]
    public async Task The_role_that_writes_rows_archives_what_no_price_needs_any_more_and_deletes_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var simulator = await UpstreamSimulator.StartAsync(new SimulatorOptions { CoinGeckoCoins = 10 });
        await using var roles = await CreatedAsync(database);
        await roles.ApplyAsync();
        var folder = Directory.CreateTempSubdirectory("kasparro-archive");
        await RunAsync(roles.Etl, simulator, "run", "--source", "coingecko");
        await database.ExecuteAsync(
            "UPDATE etl_runs SET ended_at = ended_at - interval '60 days'; "
                + "UPDATE asset_market_data SET last_updated = "
                + "(last_updated AT TIME ZONE 'UTC' - interval '60 days') AT TIME ZONE 'UTC'"
        );

        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string>
            {
                ["DATABASE_URL"] = roles.Etl,
                ["ENABLED_SOURCES"] = "coingecko",
                ["RETENTION_DAYS"] = "coingecko=30",
                ["RETENTION_ARCHIVE_PATH"] = folder.FullName,
            },
            "transform"
        );
        await RunAsync(roles.Etl, simulator, "ingest", "--source", "coingecko");

        var last = await database.ScalarAsync<long>("SELECT max(last_raw_id) FROM bronze_archives");
        Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        Assert.That((last, folder.GetFiles().Length), Is.EqualTo((10, 1)));
        Assert.That(await database.ScalarAsync<long>("SELECT min(id) FROM raw_coingecko"), Is.GreaterThan(10));
        Assert.That(await RefusalAsync(roles.Etl, "DELETE FROM raw_coingecko"), Is.EqualTo("23001"));
        Assert.That(await RefusalAsync(roles.Etl, "UPDATE bronze_archives SET last_raw_id = 99"), Is.EqualTo("23001"));
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task The_doctor_says_which_role_may_write_runs_also_where_there_is_no_schema_yet()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var simulator = await UpstreamSimulator.StartAsync(new SimulatorOptions { CoinGeckoCoins = 10 });
        await using var roles = await CreatedAsync(database);
        await roles.ApplyAsync();

        var before = await RunAsync(roles.Owner, simulator, "doctor");
        await RunAsync(roles.Owner, simulator, "migrate");
        var writer = await RunAsync(roles.Etl, simulator, "doctor");
        var reader = await RunAsync(roles.Api, simulator, "doctor");

        Assert.That(before.Output, Does.Match(@"ok    rights: \S+ may write runs"), before.Errors);
        Assert.That(writer.Output, Does.Match(@"ok    rights: \S+ may write runs"), writer.Errors);
        Assert.That(reader.Output, Does.Match(@"fix   rights: \S+ may not write runs"), reader.Errors);
    }

    /// <returns>The SQLSTATE; null where the statement was executed.</returns>
    private static async Task<string?> RefusalAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static Task<EtlHostExit> RunAsync(
        string connectionString,
        UpstreamSimulator simulator,
        params string[] arguments
    ) =>
        EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string>
            {
                ["DATABASE_URL"] = connectionString,
                ["ENABLED_SOURCES"] = "coingecko,coinpaprika",
                ["COINGECKO_BASE_URL"] = simulator.CoinGeckoUrl.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0",
                ["COINPAPRIKA_BASE_URL"] = simulator.CoinPaprikaUrl.ToString(),
            },
            arguments
        );

    private static async Task<DatabaseRoles> CreatedAsync(TestDatabase database)
    {
        var roles = await DatabaseRoles.TryCreateAsync(database);
        if (roles is null)
            Assert.Ignore("psql is not installed on this machine.");
        return roles!;
    }
}
