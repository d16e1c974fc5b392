using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>Locks and temporary tables belong to a session, which a pooler in transaction mode does not keep.</summary>
public sealed class PoolerTests : EtlFixture
{
    [TestCase("transaction", "run")]
    [TestCase("transaction", "migrate")]
    [TestCase("statement", "run")]
    public async Task A_pooler_that_keeps_no_session_is_refused_before_any_work(string mode, string command)
    {
        await using var pooler = await StartedAsync(mode);

        var exit = await EtlHostProcess.RunAsync(null, Address(pooler), command);

        Assert.That(exit.Code, Is.EqualTo(2), exit.Errors + exit.Output);
        Assert.That(
            exit.Errors,
            Does.Contain("DATABASE_URL leads through a connection pooler that keeps no session (127.0.0.1:")
                .And.Contain("Use PostgreSQL's own host and port")
        );
        Assert.That(await CountAsync("etl_runs"), Is.Zero);
        Assert.That(await CountAsync("pg_locks WHERE locktype = 'advisory'"), Is.Zero);
    }

    [Test]
    public async Task A_pooler_that_keeps_sessions_is_as_good_as_the_server()
    {
        await using var pooler = await StartedAsync("session", poolSize: 20);

        var exit = await EtlHostProcess.RunAsync(null, Address(pooler), "transform");

        Assert.That(exit.Code, Is.Zero, exit.Errors + exit.Output);
    }

    private static Dictionary<string, string> Address(PgBouncer pooler) =>
        new() { ["DATABASE_URL"] = pooler.ConnectionString };

    private async Task<PgBouncer> StartedAsync(string mode, int poolSize = 3)
    {
        var pooler = await PgBouncer.TryStartAsync(Database, mode, poolSize);
        if (pooler is null)
            Assert.Ignore("PgBouncer is not installed on this machine.");
        return pooler!;
    }
}
