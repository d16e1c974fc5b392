using Kasparro.Application.Schema;
using Kasparro.Application.Status;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Migrations;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Sources;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.IntegrationTests.Database;

/// <summary>A source needs no migration: its raw table is made from the list of sources.</summary>
public sealed class RawTableTests : EtlFixture
{
    [Test, Promise(2)]
    public async Task A_new_source_gets_a_raw_table_like_those_of_the_first_ones()
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("csv"));
        var schema = Schema(etl, "csv", "tomorrow");

        var before = await schema.PendingAsync(default);
        var applied = await schema.MigrateAsync(default);
        var after = await schema.PendingAsync(default);

        Assert.That(
            (string.Join(' ', before), string.Join(' ', applied), after.Count),
            Is.EqualTo(("raw_tomorrow", "raw_tomorrow", 0))
        );
        Assert.That(await DescriptionAsync("tomorrow"), Is.EqualTo(await DescriptionAsync("csv")));
        await Database.ExecuteAsync(
            "INSERT INTO raw_tomorrow (source_id, payload, payload_hash, ingested_at, run_id) "
                + "VALUES ('a', '{}', '\\x00', now(), gen_random_uuid())"
        );
        Assert.That(
            () => Database.ExecuteAsync("DELETE FROM raw_tomorrow"),
            Throws.InstanceOf<Npgsql.PostgresException>().With.Message.Contains("Bronze only grows")
        );
        Assert.That((await schema.MigrateAsync(default)).Count, Is.Zero);
    }

    [Test]
    public async Task A_missing_raw_table_is_pending_for_commands_and_for_health()
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("csv"));
        await Database.ExecuteAsync("DROP TABLE raw_csv");

        var pending = await etl.Services.GetRequiredService<IDatabaseSchema>().PendingAsync(default);
        var status = etl.Services.GetRequiredService<IStatusReader>();
        var before = await status.CheckAsync(TimeSpan.FromMinutes(1), default);
        await etl.Services.GetRequiredService<IDatabaseSchema>().MigrateAsync(default);
        var after = await status.CheckAsync(TimeSpan.FromMinutes(1), default);

        Assert.That(pending, Is.EqualTo(new[] { "raw_csv" }));
        Assert.That((before.IsReachable, before.IsCurrent, after.IsCurrent), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Each_source_of_the_product_has_a_name_that_a_table_can_have() =>
        Assert.That(BronzeTable.All, Has.Count.EqualTo(SourceModules.All.Count).And.Unique);

    [TestCase("Kraken")]
    [TestCase("a b")]
    [TestCase("x; DROP TABLE assets")]
    [TestCase("")]
    [TestCase("kraken\n")]
    [TestCase("a_name_of_more_than_33_characters_")]
    public void A_name_that_is_no_name_of_a_source_is_refused(string name) =>
        Assert.That(() => new BronzeTable(name), Throws.ArgumentException);

    private static DatabaseMigrator Schema(EtlProcess etl, params string[] sources) =>
        new DatabaseMigrator(
            etl.Services.GetRequiredService<KasparroDatabase>(),
            [.. sources.Select(source => new BronzeTable(source))],
            TimeProvider.System
        );

    /// <summary>Columns, indexes and triggers, with the table's name taken out.</summary>
    private async Task<string?> DescriptionAsync(string source) =>
        (
            await Database.ScalarAsync<string>(
                $"""
                SELECT concat_ws(E'\n',
                    (SELECT string_agg(concat_ws(' ', column_name, data_type, is_nullable, is_identity,
                        identity_generation), E'\n' ORDER BY ordinal_position)
                     FROM information_schema.columns WHERE table_name = 'raw_{source}'),
                    (SELECT string_agg(indexdef, E'\n' ORDER BY indexname) FROM pg_indexes
                     WHERE tablename = 'raw_{source}'),
                    (SELECT string_agg(pg_get_triggerdef(oid), E'\n' ORDER BY tgname) FROM pg_trigger
                     WHERE tgrelid = 'raw_{source}'::regclass))
                """
            )
        )?.Replace($"raw_{source}", "raw_table", StringComparison.Ordinal);
}
