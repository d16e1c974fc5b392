using Kasparro.Domain.Assets;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.IntegrationTests.Database;

public sealed class AddStatementOrderTests
{
    private static readonly Coin s_first = new("a", "a", "A", "100");
    private static readonly Coin s_second = new("a", "a", "A", "101");

    private static readonly Guid s_asset = UuidV5.Of(new Guid("6f0d1b52-5d0b-5a3e-9d52-0c1f6c7a4b11"), "A\u001fA");

    /// <summary>As version 0.1 left it: 100, then 101 about one instant, and nothing of 100 in Silver.</summary>
    private static readonly string s_before = $"""
        INSERT INTO raw_csv (source_id, payload, payload_hash, ingested_at, run_id)
        VALUES ('a', '{s_first.Json()}', decode('{Hash(
            s_first
        )}', 'hex'), '2026-01-02', '00000000-0000-0000-0000-000000000001'),
               ('a', '{s_second.Json()}', decode('{Hash(
            s_second
        )}', 'hex'), '2026-01-03', '00000000-0000-0000-0000-000000000002');
        INSERT INTO assets VALUES ('{s_asset}', 'A', 'A');
        INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
        VALUES ('csv', 'a', '{s_asset}', 'symbol_and_name', '2026-01-03');
        INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, created_at, raw_id)
        VALUES ('{s_asset}', 'csv', '2026-01-01', 101, '2026-01-03', 2);
        INSERT INTO transformations (source, version, silver_rows, failure_rows, transformed_total, failed_total,
            transformed_at)
        VALUES ('csv', 'scripted/1', 1, 0, 2, 0, '2026-01-03');
        """;

    [Test, Promise(17)]
    public async Task A_database_of_the_version_before_gets_its_revisions_with_the_next_transformation(
        [Values] bool again
    )
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, "OrderRunsBySequence");
        await database.ExecuteAsync(s_before);
        await MigrateAsync(database, null);
        await using var etl = EtlProcess.With(database, new ScriptedSource("csv").Sends(s_first));

        if (again)
            await etl.IngestAsync("csv");
        await etl.TransformAsync("csv");

        Assert.That(
            await database.ScalarAsync<string>("SELECT price_usd || ' ' || stated_at::date FROM asset_market_data"),
            Does.StartWith(again ? "100 " : "101 2026-01-03")
        );
        Assert.That(
            await database.ScalarAsync<string>(
                "SELECT string_agg(price_usd::text, ',' ORDER BY statement_id) FROM market_data_revisions"
            ),
            Is.EqualTo(again ? "100,101" : "100")
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private static string Hash(Coin coin) =>
        Convert.ToHexString(Domain.Bronze.PayloadHash.Of(System.Text.Encoding.UTF8.GetBytes(coin.Json())));

    private static async Task MigrateAsync(TestDatabase database, string? target)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var db = KasparroDatabase.ContextOn(connection);
        await db.Database.GetService<IMigrator>().MigrateAsync(target);
    }
}
