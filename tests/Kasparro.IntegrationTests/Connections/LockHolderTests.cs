using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.IntegrationTests.Connections;

/// <summary>Who has the lock of a source, among sessions that have locks which look like it.</summary>
public sealed class LockHolderTests : EtlFixture
{
    private const int Others = 20;

    private TestDatabase _otherDatabase = null!;
    private readonly List<ForeignSession> _others = [];

    [SetUp]
    public async Task LockOthersAsync()
    {
        _otherDatabase = await TestDatabase.CreateEmptyAsync();
        await HoldAsync(
            Database,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Ingestion}, n) FROM generate_series(1, 50) n"
        );
        await HoldAsync(
            Database,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Ingestion} + n, hashtext('coingecko')) "
                + "FROM generate_series(1, 50) n"
        );
        for (var session = 0; session < Others; session++)
        {
            // One number of 64 bits with the same halves, and the same two numbers in another database.
            await HoldAsync(
                Database,
                $"SELECT pg_advisory_lock_shared(({AdvisoryLocks.Ingestion}::bigint << 32) "
                    + "| (hashtext('coingecko')::bigint & 4294967295))"
            );
            await HoldAsync(
                _otherDatabase,
                $"SELECT pg_advisory_lock_shared({AdvisoryLocks.Ingestion}, hashtext('coingecko'))"
            );
        }
    }

    [TearDown]
    public async Task EndOthersAsync()
    {
        foreach (var other in _others)
            await other.DisposeAsync();
        await _otherDatabase.DisposeAsync();
    }

    [Test, Promise(12)]
    public async Task The_session_that_has_the_lock_is_named_and_none_with_another_one()
    {
        await using var holder = await HolderAsync();

        var found = await FindAsync();

        Assert.That((found!.Session.Pid, found.IsOurs, found.IsRun), Is.EqualTo((holder.Pid, true, false)));
    }

    [Test, Promise(12)]
    [TestCase("coingecko", "running", "host:1", true)]
    [TestCase("csv", "running", "host:1", false, Description = "its process runs another source")]
    [TestCase("coingecko", "success", "host:1", false, Description = "its run has ended")]
    [TestCase("coingecko", "running", "host:2", false, Description = "the run of a process that is gone")]
    public async Task It_is_a_run_where_its_process_recorded_a_running_run_of_the_source(
        string source,
        string status,
        string process,
        bool isRun
    )
    {
        await using var holder = await HolderAsync();
        await Database.ExecuteAsync(
            $$"""
            INSERT INTO etl_runs (run_id, source, started_at, ended_at, duration_ms, status, records_processed,
                                  metadata, triggered_by)
            SELECT gen_random_uuid(), '{{source}}', now(), ended_at, extract(epoch FROM ended_at - now()) * 1000,
                   '{{status}}', 0, '{"process": "{{process}}"}', 'cron'
            FROM  (SELECT CASE WHEN '{{status}}' <> 'running' THEN now() END AS ended_at) run
            """
        );

        Assert.That((await FindAsync())!.IsRun, Is.EqualTo(isRun));
    }

    [Test]
    public async Task Where_only_others_have_locks_the_lock_is_free_and_seen_to_be_free()
    {
        await using var database = await Database.OpenConnectionAsync();

        Assert.That(await IsLockedAsync(database), Is.False);
        await using (await HolderAsync())
            Assert.That(await IsLockedAsync(database), Is.True);
        Assert.That(await FindAsync(), Is.Null);
    }

    private async Task<LockHolder?> FindAsync()
    {
        await using var session = await Database.OpenConnectionAsync();
        return await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Ingestion, "coingecko", CancellationToken.None);
    }

    private static async Task<bool> IsLockedAsync(NpgsqlConnection session)
    {
        await using var command = Infrastructure.Postgres.Statements.Sql.Command(
            session,
            "is_locked",
            ("kind", AdvisoryLocks.Ingestion),
            ("name", "coingecko")
        );
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private Task<ForeignSession> HolderAsync() =>
        ForeignSession.OpenAsync(
            Database,
            "kasparro-etl host:1",
            $"SELECT pg_advisory_lock({AdvisoryLocks.Ingestion}, hashtext('coingecko'))"
        );

    private async Task HoldAsync(TestDatabase database, string locks) =>
        _others.Add(await ForeignSession.OpenAsync(database, "kasparro-etl other:1", locks));
}
