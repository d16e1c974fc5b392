using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class SeveralHostsTests
{
    private const string Csv = """
        SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap
        1,Aave,AAVE,2020-10-05 23:59:59,55.11,49.78,52.67,53.219243,0,89128128.86086558
        """;

    [Test]
    public async Task A_run_works_on_the_primary_whatever_the_string_prefers_and_names_first()
    {
        await using var database = await ReplicatedDatabase.TryCreateAsync();
        if (database is null)
            Assert.Ignore("A replica needs the server programs of PostgreSQL on this machine.");
        var folder = Directory.CreateTempSubdirectory("kasparro-hosts-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "coin_Aave.csv"), Csv);
        // What lags is never read by a run: it would take its own rows for missing.
        await database.ExecuteOnStandbyAsync("SELECT pg_wal_replay_pause()");

        foreach (var command in new[] { "run", "run", "verify" })
        {
            var exit = await EtlHostProcess.RunAsync(
                null,
                new Dictionary<string, string>
                {
                    ["DATABASE_URL"] = database.ConnectionString("prefer-standby", standbyFirst: true),
                    ["CSV_PATH"] = folder.FullName,
                    ["ENABLED_SOURCES"] = "csv",
                },
                command
            );
            Assert.That(exit.Code, Is.Zero, exit.Output + exit.Errors);
        }

        folder.Delete(recursive: true);
        Assert.That(await database.ScalarAsync("SELECT count(*) FROM asset_market_data"), Is.EqualTo(1));
        Assert.That(
            await database.ScalarAsync("SELECT count(*) FROM etl_runs WHERE status = 'success'"),
            Is.EqualTo(2)
        );
    }
}
