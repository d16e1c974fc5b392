using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.IntegrationTests.Database;

public sealed class TestDatabaseTests
{
    [Test]
    public async Task Databases_created_at_the_same_time_are_separate()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestDatabase.CreateAsync()));
        foreach (var (database, number) in databases.Select((database, number) => (database, number)))
            await database.ExecuteAsync($"create table mark as select {number} as number");

        Assert.That(
            await Task.WhenAll(databases.Select(database => database.ScalarAsync<int>("select number from mark"))),
            Is.EqualTo(Enumerable.Range(0, 8))
        );
        await Task.WhenAll(databases.Select(database => database.DisposeAsync().AsTask()));
    }

    [Test]
    public async Task Disposing_drops_the_database_even_where_a_connection_is_open()
    {
        await using var other = await TestDatabase.CreateAsync();
        var database = await TestDatabase.CreateAsync();
        await using var connection = await database.OpenConnectionAsync();
        var name = connection.Database;

        await database.DisposeAsync();

        Assert.That(
            await other.ScalarAsync<long?>($"select count(*) from pg_database where datname = '{name}'"),
            Is.EqualTo(0L)
        );
    }

    [Test]
    public async Task A_reset_empties_bronze_which_then_refuses_to_be_emptied_as_before()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(
            """
            insert into raw_csv (source_id, payload, payload_hash, ingested_at, run_id)
            values ('a', '{}', sha256('a'), now(), gen_random_uuid())
            """
        );
        Assert.That(() => database.ExecuteAsync("truncate raw_csv"), Throws.InstanceOf<PostgresException>());

        await database.ResetAsync();

        Assert.That(await database.ScalarAsync<long?>("select count(*) from raw_csv"), Is.EqualTo(0L));
        Assert.That(
            await database.ScalarAsync<long?>("select count(*) from __ef_migrations_history"),
            Is.GreaterThan(0L)
        );
        Assert.That(() => database.ExecuteAsync("truncate raw_csv"), Throws.InstanceOf<PostgresException>());
    }

    [Test]
    public async Task An_empty_database_has_no_table()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Assert.That(
            await database.ScalarAsync<long?>(
                "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            ),
            Is.EqualTo(0L)
        );
    }
}
