using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>A transformation waits for PostgreSQL within its source's time limit, and no longer.</summary>
public sealed class TransformationLimitTests : EtlFixture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new ScriptedSource("coingecko")
        .Sends(new Coin("bitcoin"))
        .WithTimeLimit(s_limit);

    [TestCase(
        "LOCK TABLE asset_market_data IN ACCESS EXCLUSIVE MODE",
        false,
        TestName = "It cannot find where to resume"
    )]
    [TestCase("LOCK TABLE asset_market_data IN SHARE MODE", false, TestName = "It cannot write")]
    [TestCase("LOCK TABLE asset_market_data IN SHARE MODE", true, TestName = "It cannot clear what it rebuilds")]
    [TestCase("LOCK TABLE raw_coingecko IN ACCESS EXCLUSIVE MODE", false, TestName = "It cannot read Bronze")]
    [TestCase("SELECT pg_advisory_lock(1262551044, 0)", false, TestName = "It cannot add assets")]
    public async Task A_transformation_that_another_session_blocks_fails_at_its_limit(string blocks, bool full)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await etl.RunAsync("coingecko");
        await Database.ExecuteAsync(full ? "SELECT 1" : "DELETE FROM asset_market_data; DELETE FROM transformations");
        var blocked = await ForeignSession.OpenAsync(Database, "psql of a person", blocks);

        var running = etl.TransformAsync("coingecko", full);
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        var result = await running;
        await blocked.DisposeAsync();
        var next = await etl.TransformAsync("coingecko");

        Assert.That(
            result.Failure!.Sentence,
            blocks.Contains("raw_coingecko", StringComparison.Ordinal)
                ? Is.EqualTo("The transformation was still running when its time limit passed.")
                : Does.StartWith(
                    "The transformation waited for a lock until its time limit passed. It is locked by "
                        + $"psql of a person (pid {blocked.Pid}"
                )
        );
        Assert.That(etl.Log.Lines, Has.Some.StartsWith("Error").And.Contains("coingecko was not transformed"));
        Assert.That((next.Failure, await CountAsync("asset_market_data")), Is.EqualTo((null as object, 1)));
    }

    [Test]
    public void The_lock_of_assets_is_the_one_that_is_tested() =>
        Assert.That(AdvisoryLocks.Assets, Is.EqualTo(1262551044));

    [Test]
    public async Task A_network_that_swallows_packets_ends_the_transformation_at_its_limit()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, _time, _source);
        await etl.IngestAsync("coingecko");
        var silence = new TaskCompletionSource();
        _source.Mapping = payload =>
        {
            network.IsSilent = true;
            silence.TrySetResult();
            return Kasparro.Infrastructure.Sources.CoinGecko.CoinGeckoMapping.Map(new StoredRecord(payload));
        };

        var running = etl.TransformAsync("coingecko");
        await silence.Task;
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That(
            (await running).Failure!.Sentence,
            Is.EqualTo("The transformation was still running when its time limit passed.")
        );
    }

    [Test]
    public async Task A_lock_of_a_session_that_is_not_ours_fails_the_transformation_and_names_it()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await using var other = await ForeignSession.OpenAsync(
            Database,
            "psql of a person",
            $"SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('coingecko'))"
        );

        var result = await etl.TransformAsync("coingecko");

        Assert.That(
            result.Failure!.Sentence,
            Does.StartWith($"The source is locked by psql of a person (pid {other.Pid}")
                .And.EndsWith("which is not a transformation of it.")
        );
    }

    [Test]
    public async Task A_transformation_that_is_older_than_the_time_limit_fails_the_next_one()
    {
        await using var first = EtlProcess.With(Database, _source);
        await using var second = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").WithTimeLimit(TimeSpan.FromTicks(1))
        );
        TransformResult? next = null;
        await first.IngestAsync("coingecko");
        first.OnDerived = (_, _) => next = second.TransformAsync("coingecko").GetAwaiter().GetResult();

        await first.TransformAsync("coingecko");

        Assert.That(next!.Failure!.Sentence, Does.Contain("which is older than the source's time limit"));
    }
}
