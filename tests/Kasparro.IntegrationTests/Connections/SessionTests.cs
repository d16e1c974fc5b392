using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Npgsql;

namespace Kasparro.IntegrationTests.Connections;

/// <summary>What the server knows of a session that works under a lock.</summary>
public sealed class SessionTests : EtlFixture
{
    private const string TemporaryTables =
        "DO $$ BEGIN FOR i IN 1..500 LOOP EXECUTE format('CREATE TEMP TABLE t%s (x int)', i); END LOOP; END $$";

    [Test]
    public async Task A_session_limits_how_long_the_server_waits_for_a_client_that_vanished_and_for_its_statements()
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        await using var session = await database.OpenSessionAsync(
            "kasparro-test",
            TimeSpan.FromMinutes(5),
            CancellationToken.None
        );

        // The server shows keepalives as 0 on a Unix socket, which has none.
        var tcp = await ShowAsync(session, "SELECT (inet_server_addr() IS NOT NULL)::text") == "true";
        Assert.That(
            await ShowAsync(
                session,
                "SELECT string_agg(name || ' ' || setting, ', ' ORDER BY name) FROM pg_settings "
                    + "WHERE source = 'session' AND name LIKE ANY (ARRAY['%keepalives%', '%timeout', "
                    + "'%interval', 'application_name'])"
            ),
            Is.EqualTo(
                $"application_name kasparro-test, client_connection_check_interval 10000, "
                    + $"idle_in_transaction_session_timeout 300000, lock_timeout 300000, statement_timeout 300000, "
                    + $"tcp_keepalives_count {(tcp ? 4 : 0)}, tcp_keepalives_idle {(tcp ? 10 : 0)}, "
                    + $"tcp_keepalives_interval {(tcp ? 5 : 0)}, tcp_user_timeout {(tcp ? 30000 : 0)}"
            )
        );
    }

    [TestCase("Multiplexing=true")]
    [TestCase("Minimum Pool Size=5")]
    [TestCase("Connection Lifetime=60")]
    public async Task A_setting_of_pools_does_not_hinder_a_session(string setting)
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase($"{Database.ConnectionString};{setting}", read);

        await using var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);

        Assert.That(await ShowAsync(session, "SHOW application_name"), Is.EqualTo("kasparro-test"));
    }

    [Test]
    public async Task A_session_that_ends_after_a_failed_statement_has_freed_its_locks()
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);
        await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Ingestion, "csv", CancellationToken.None);
        // The server frees the locks of a session that was only closed after it has dropped these.
        await using (var fill = new NpgsqlCommand(TemporaryTables, session))
            await fill.ExecuteNonQueryAsync();
        await using var transaction = await session.BeginTransactionAsync();
        Assert.ThrowsAsync<PostgresException>(() => ShowAsync(session, "SELECT 1 / 0"));

        await KasparroDatabase.EndSessionAsync(session);

        Assert.That(
            await Database.ScalarAsync<bool>(
                $"SELECT pg_try_advisory_lock({AdvisoryLocks.Ingestion}, hashtext('csv'))"
            ),
            Is.True
        );
    }

    [Test]
    public async Task A_session_is_gone_from_the_server_once_it_was_ended()
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);
        var pid = session.ProcessID;

        await KasparroDatabase.EndSessionAsync(session);

        await Eventually.UntilAsync(async () => await CountAsync($"pg_stat_activity WHERE pid = {pid}") == 0);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "The test's own.")]
    private static async Task<string?> ShowAsync(NpgsqlConnection session, string query)
    {
        await using var command = new NpgsqlCommand(query, session);
        return await command.ExecuteScalarAsync() as string;
    }
}
