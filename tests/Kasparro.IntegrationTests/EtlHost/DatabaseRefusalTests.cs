using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What the program says where a real database refuses it.</summary>
public sealed class DatabaseRefusalTests : EtlFixture
{
    [Test]
    public async Task A_role_that_may_not_create_tables_gets_the_grant_to_run()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();
        var role = await RoleAsync(empty);

        var exit = await EtlHostProcess.RunAsync(null, As(empty, role), "migrate");

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(
            exit.Errors.Trim(),
            Is.EqualTo(
                "The database could not be used: PostgreSQL refused: 42501 permission denied for schema public. "
                    + "As its owner, run: GRANT USAGE, CREATE ON SCHEMA public TO <the role in DATABASE_URL>;"
            )
        );
    }

    [Test]
    public async Task A_role_that_may_only_read_fails_every_source_in_words()
    {
        var role = await RoleAsync(Database);
        await Database.ExecuteAsync($"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}");

        var exit = await EtlHostProcess.RunAsync(null, As(Database, role), "ingest", "--output", "table");

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(
            string.Join(' ', exit.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)),
            Does.Contain("coinpaprika: PostgreSQL refused: 42501 permission denied for table")
                .And.Contain("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public")
        );
        Assert.That(exit.Output, Does.Not.Contain("inner exception").And.Not.Contain("   at "), "no stack trace");
    }

    [Test]
    public async Task A_read_only_database_is_said_to_be_one()
    {
        var settings = As(Database, null);
        settings["DATABASE_URL"] += ";Options=-c default_transaction_read_only=on";

        var exit = await EtlHostProcess.RunAsync(null, settings, "ingest", "--output", "table");

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(
            string.Join(' ', exit.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)),
            Does.Contain("25006").And.Contain("The database is read-only")
        );
    }

    [Test]
    public async Task A_database_without_a_free_connection_is_waited_for_a_little()
    {
        var role = await RoleAsync(Database);
        await Database.ExecuteAsync($"ALTER ROLE {role} CONNECTION LIMIT 0");

        var exit = await EtlHostProcess.RunAsync(null, As(Database, role), "status", "--output", "json");

        Assert.That(exit.Code, Is.EqualTo(4));
        foreach (var pause in (int[])[1, 2, 4])
            Assert.That(exit.Output, Does.Contain($"does not respond yet, retrying in {pause} s: 53300"));
        Assert.That(exit.Errors, Does.Contain("53300").And.Contain("raise max_connections"));
    }

    [Test]
    public async Task A_database_that_does_not_exist_is_to_be_created()
    {
        var settings = As(Database, null);
        settings["DATABASE_URL"] += ";Database=nosuch";

        var exit = await EtlHostProcess.RunAsync(null, settings, "run");

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(exit.Errors, Does.Contain("3D000").And.Contain("create the database"));
    }

    [Test]
    public async Task A_host_that_is_not_found_is_a_sentence()
    {
        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string> { ["DATABASE_URL"] = "postgres://u:hunter2@no-such-host.invalid/db" },
            "run",
            "--output",
            "table"
        );

        Assert.That(exit.Code, Is.EqualTo(4));
        Assert.That(
            exit.Errors,
            Does.StartWith("The database could not be used: The connection to PostgreSQL failed: ")
        );
        Assert.That(exit.Errors, Does.Contain("Check the host in DATABASE_URL").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task A_database_of_another_encoding_is_not_migrated()
    {
        var name = $"latin_{Random.Shared.NextInt64():x}";
        await Database.ExecuteAsync($"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        try
        {
            var settings = As(Database, null);
            settings["DATABASE_URL"] += $";Database={name}";

            var exit = await EtlHostProcess.RunAsync(null, settings, "migrate");

            Assert.That(exit.Code, Is.EqualTo(2), exit.Errors);
            Assert.That(exit.Errors, Does.Contain("The database's encoding is LATIN1").And.Contain("ENCODING 'UTF8'"));
        }
        finally
        {
            await Database.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task<string> RoleAsync(TestDatabase database)
    {
        var role = $"role_{Random.Shared.NextInt64():x}";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'secret'");
        return role;
    }

    private static Dictionary<string, string> As(TestDatabase database, string? role)
    {
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        if (role is not null)
            (address.Username, address.Password) = (role, "secret");
        return new()
        {
            ["DATABASE_URL"] = address.ConnectionString,
            ["ENABLED_SOURCES"] = "coinpaprika",
            ["COINPAPRIKA_BASE_URL"] = "http://127.0.0.1:1",
        };
    }
}
