using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.IntegrationTests.Database;

public sealed class OrderRunsBySequenceTests
{
    [Test]
    public async Task Recorded_runs_are_numbered_by_their_start_and_later_ones_follow_them()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, "AddSilverVersion");
        await database.ExecuteAsync(Insert("2026-02-01", "second") + Insert("2026-01-01", "first"));

        await MigrateAsync(database, null);
        // As a program does that does not know the column.
        await database.ExecuteAsync(Insert("2025-01-01", "third"));

        Assert.That(
            await database.ScalarAsync<string>(
                "SELECT string_agg(sequence || ' ' || error_message, ', ' ORDER BY sequence) FROM etl_runs"
            ),
            Is.EqualTo("1 first, 2 second, 3 third")
        );
    }

    private static async Task MigrateAsync(TestDatabase database, string? target)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var db = KasparroDatabase.ContextOn(connection);
        await db.Database.GetService<IMigrator>().MigrateAsync(target);
    }

    private static string Insert(string startedAt, string message) =>
        "INSERT INTO etl_runs (run_id, source, started_at, ended_at, status, records_processed, "
        + $"metadata, triggered_by, error_message) VALUES (gen_random_uuid(), 'csv', '{startedAt}', "
        + $"'{startedAt}', 'failed', 0, '{{}}', 'cron', '{message}');";
}
