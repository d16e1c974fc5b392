using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>A link waits for PostgreSQL within its time limit, and no longer.</summary>
public sealed class LinkLimitTests : EtlFixture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [TestCase("LOCK TABLE identity_decisions IN ACCESS EXCLUSIVE MODE")]
    [TestCase("LOCK TABLE asset_market_data IN ACCESS EXCLUSIVE MODE")]
    [TestCase("SELECT pg_advisory_lock(1262551044, 0)")]
    public async Task A_link_that_another_session_blocks_fails_at_its_limit_and_names_it(string blocks)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await etl.RunAsync("coingecko");
        var blocked = await ForeignSession.OpenAsync(Database, "psql of a person", blocks);

        var running = etl.LinkAsync();
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        var result = await running;
        await blocked.DisposeAsync();

        Assert.That(
            result.Failure!.Sentence,
            Does.StartWith(
                "The link waited for a lock until its time limit passed. It is locked by psql of a person "
                    + $"(pid {blocked.Pid}"
            )
        );
        Assert.That((await etl.LinkAsync()).Failure, Is.Null);
    }

    [Test]
    public async Task A_network_that_swallows_packets_ends_the_link_at_its_limit()
    {
        await using var network = new CuttingProxy(Database);
        await using var direct = EtlProcess.With(Database, _time, _source);
        await direct.RunAsync("coingecko");
        await using var etl = EtlProcess.Through(network, _time, _source);
        var blocked = await ForeignSession.OpenAsync(
            Database,
            "psql of a person",
            "LOCK TABLE identity_decisions IN ACCESS EXCLUSIVE MODE"
        );

        var running = etl.LinkAsync();
        await Eventually.UntilAsync(async () => await CountAsync("pg_locks WHERE NOT granted") > 0);
        network.IsSilent = true;
        await blocked.DisposeAsync();
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That(
            (await running).Failure!.Sentence,
            Is.EqualTo("The link was still running when its time limit passed.")
        );
    }

    [TestCase("SELECT")]
    [TestCase("TRUNCATE transformations", Description = "Its listings alone say that there is the source.")]
    public async Task A_lock_of_a_session_that_is_not_ours_fails_the_link_and_names_it(string loss)
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        await Database.ExecuteAsync(loss);
        await using var other = await ForeignSession.OpenAsync(
            Database,
            "psql of a person",
            "SELECT pg_advisory_lock(x'4B410003'::int, hashtext('coingecko'))"
        );

        Assert.That(
            (await etl.LinkAsync()).Failure!.Sentence,
            Does.StartWith($"The source is locked by psql of a person (pid {other.Pid}")
        );
    }
}
