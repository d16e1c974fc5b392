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

        Assert.That(await Task.WhenAll(databases.Select(database => database.ScalarAsync<int>("select number from mark"))), Is.EqualTo(Enumerable.Range(0, 8)));
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

        Assert.That(await other.ScalarAsync<long?>($"select count(*) from pg_database where datname = '{name}'"), Is.EqualTo(0L));
    }

    [Test]
    public async Task A_reset_empties_tables_that_refuse_to_be_truncated()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("""
            create table kept_forever (id bigint generated always as identity, text text);
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create trigger refuse before truncate on kept_forever for each statement execute function refuse();
            create trigger refuse_rows before update or delete on kept_forever for each row execute function refuse();
            insert into kept_forever (text) values ('a'), ('b');
            """);
        Assert.That(() => database.ExecuteAsync("truncate kept_forever"), Throws.InstanceOf<PostgresException>());

        await database.ResetAsync();

        Assert.That(await database.ScalarAsync<long?>("select count(*) from kept_forever"), Is.EqualTo(0L));
        Assert.That(() => database.ExecuteAsync("truncate kept_forever"), Throws.InstanceOf<PostgresException>());
    }

    [Test]
    public async Task An_empty_database_has_no_table()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Assert.That(await database.ScalarAsync<long?>("select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"), Is.EqualTo(0L));
    }
}
