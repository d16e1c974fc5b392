using System.Diagnostics;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.ApiTests;

/// <summary>
/// Every route, against what a real ETL run in another process committed, by a role that may only read.
/// </summary>
internal sealed class EndToEndTests
{
    private const string Csv = """
        SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap
        1,Aave,AAVE,2020-10-05 23:59:59,55.11,49.78,52.67,53.219243,0,89128128.86086558
        2,Aave,AAVE,2020-10-06 23:59:59,53.40,40.73,53.29,0.1234567890123456789012345678901234567890,583091.4597628,71011441.25451232
        3,Aave,AAVE,2020-10-07 23:59:59,42.40,35.97,42.39,,682834.18632335,67130036.89981823
        """;

    [Test]
    public async Task Every_route_shows_what_another_process_committed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await RunEtlAsync(database.ConnectionString);
        await using var roles = await DatabaseRoles.TryCreateAsync(database);
        if (roles is null)
            Assert.Ignore("psql is not installed on this machine.");
        await AssertReadsOnlyAsync(roles);
        await using var api = new ApiHost(roles!.Api, ("API_PAGE_CACHE_BYTES", "1000000"));
        using var client = api.CreateClient();

        var page = await client.GetJsonAsync("/data?symbol=aave");
        var asset = page.GetProperty("data")[0].GetProperty("asset_id").GetString();
        var run = (await client.GetJsonAsync("/list-runs")).GetProperty("runs")[0];
        var stats = (await client.GetJsonAsync("/stats")).GetProperty("sources")[0];
        var failures = (await client.GetJsonAsync("/failures")).GetProperty("failures");
        var metrics = await client.GetStringAsync("/metrics");

        Assert.Multiple(async () =>
        {
            Assert.That(
                page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("price_usd").GetRawText()),
                Is.EqualTo(["0.1234567890123456789012345678901234567890", "53.219243"])
            );
            Assert.That(
                (await client.GetJsonAsync("/data?latest=true"))
                    .GetProperty("pagination")
                    .GetProperty("count")
                    .GetInt32(),
                Is.EqualTo(1)
            );
            Assert.That(
                await client.GetStringAsync("/data?format=csv"),
                Does.Contain("0.1234567890123456789012345678901234567890")
            );
            Assert.That(
                (await client.GetJsonAsync($"/assets/{asset}")).GetProperty("asset").GetProperty("name").GetString(),
                Is.EqualTo("Aave")
            );
            Assert.That(
                (await client.GetJsonAsync("/assets?source=csv")).GetProperty("assets").GetArrayLength(),
                Is.EqualTo(1)
            );
            Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("success"));
            Assert.That(run.GetProperty("records_processed").GetInt64(), Is.EqualTo(3));
            Assert.That(
                (await client.GetJsonAsync($"/runs/{run.GetProperty("run_id").GetString()}"))
                    .GetProperty("run")
                    .GetRawText(),
                Is.EqualTo(run.GetRawText())
            );
            Assert.That(stats.GetProperty("silver_rows").GetInt64(), Is.EqualTo(2));
            Assert.That(stats.GetProperty("transform_failures").GetInt64(), Is.EqualTo(1));
            Assert.That(failures.GetArrayLength(), Is.EqualTo(1));
            Assert.That(failures[0].GetProperty("payload").GetProperty("SNo").GetString(), Is.EqualTo("3"));
            Assert.That(
                (await client.GetJsonAsync("/health")).GetProperty("database").GetProperty("connected").GetBoolean(),
                Is.True
            );
            Assert.That((await client.GetJsonAsync("/health/ready")).GetProperty("ready").GetBoolean(), Is.True);
            Assert.That((await client.GetJsonAsync("/sources")).GetProperty("sources").GetArrayLength(), Is.EqualTo(2));
            Assert.That(
                metrics,
                Does.Contain("kasparro_ingestion_runs_total{source=\"csv\",status=\"success\"} 1")
                    .And.Contain("kasparro_records_processed_total{source=\"csv\"} 3")
            );
            Assert.That(
                metrics,
                Does.Contain("kasparro_transform_success_total{source=\"csv\"} 2")
                    .And.Contain("kasparro_transform_failure_total{source=\"csv\"} 1")
                    .And.Contain("kasparro_silver_rows{source=\"csv\"} 2")
            );
        });
    }

    private static async Task RunEtlAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-api-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "coin_Aave.csv"), Csv);
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Kasparro.EtlHost.dll"), "run", "--source", "csv"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        start.Environment["DATABASE_URL"] = database;
        start.Environment["CSV_PATH"] = folder.FullName;
        start.Environment["ENABLED_SOURCES"] = "csv";

        using var etl = Process.Start(start)!;
        var errors = etl.StandardError.ReadToEndAsync();
        var log = await etl.StandardOutput.ReadToEndAsync();
        await etl.WaitForExitAsync();
        folder.Delete(recursive: true);
        Assert.That(etl.ExitCode, Is.Zero, log + await errors);
    }

    /// <summary>All that there is, and what a later migration brings; not one row may it write.</summary>
    private static async Task AssertReadsOnlyAsync(DatabaseRoles roles)
    {
        await using var owner = NpgsqlDataSource.Create(roles.Owner);
        await using var migrate = owner.CreateCommand(
            "CREATE TABLE of_a_later_migration AS SELECT 1 AS one; "
                + "CREATE VIEW and_its_view AS TABLE of_a_later_migration"
        );
        await migrate.ExecuteNonQueryAsync();
        await using var source = NpgsqlDataSource.Create(roles.Api);
        await using var later = source.CreateCommand(
            "SELECT one + (SELECT one FROM and_its_view) FROM of_a_later_migration"
        );
        Assert.That(await later.ExecuteScalarAsync(), Is.EqualTo(2));
        // Without the default the right is still missing.
        await using var write = source.CreateCommand("BEGIN READ WRITE; DELETE FROM etl_runs");
        Assert.That(
            async () => await write.ExecuteNonQueryAsync(),
            Throws
                .TypeOf<PostgresException>()
                .With.Property(nameof(PostgresException.SqlState))
                .EqualTo(PostgresErrorCodes.InsufficientPrivilege)
        );
    }
}
