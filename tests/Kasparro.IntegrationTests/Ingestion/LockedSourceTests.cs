using System.Diagnostics;
using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>Only a run that is running and within its time limit is a reason to skip one.</summary>
public sealed class LockedSourceTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [TestCase("psql of a person", TestName = "A lock of a session that is not ours fails the run and names it")]
    [TestCase("kasparro-etl elsewhere:1", TestName = "A lock of a session of ours without a running run does so too")]
    public async Task A_lock_without_a_run_fails_the_run(string name)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await using var other = await LockAsync(name);

        var running = etl.IngestAsync("coingecko");
        await _time.AdvanceUntilAsync(() => running.IsCompleted);
        var result = await running;

        Assert.That((result.Outcome, result.Failure!.Class), Is.EqualTo((IngestOutcome.Failed, FailureClass.System)));
        Assert.That(
            result.Failure.Sentence,
            Does.StartWith($"The source is locked by {name} (pid {other.Pid}").And.EndsWith("which is not a run of it.")
        );
        Assert.That(etl.Log.Lines, Has.Some.StartsWith("Error").And.Contains("No run of coingecko was started"));
        Assert.That(await CountAsync("etl_runs"), Is.Zero);
    }

    /// <summary>A name is free to all: only a session of our role is waited for.</summary>
    [TestCase("kasparro-etl elsewhere:1")]
    [TestCase("kasparro-link elsewhere:1")]
    public async Task A_lock_of_another_role_fails_the_run_whatever_its_session_is_called(string name)
    {
        var role = $"role_{Random.Shared.NextInt64():x}";
        await Database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'secret'");
        await using var etl = EtlProcess.With(Database, _time, _source);
        await using var other = await LockAsync(name, role);

        var running = etl.IngestAsync("coingecko");
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That(
            (await running).Failure!.Sentence,
            Does.StartWith($"The source is locked by {name} (pid {other.Pid}").And.EndsWith("which is not a run of it.")
        );
    }

    [Test]
    public async Task The_session_that_has_the_lock_is_named_and_none_that_waits_for_it()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        var before = await LockAsync("before");
        var holder = LockAsync("holder");
        await WaitingAsync(1);
        // The server lists sessions in no order that counts; this one makes it likely that one that waits comes first.
        await before.DisposeAsync();
        await holder;
        var waiting = Enumerable.Range(1, 5).Select(number => LockAsync($"waiting {number}")).ToList();
        await WaitingAsync(waiting.Count);

        var running = etl.IngestAsync("coingecko");
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That((await running).Failure!.Sentence, Does.StartWith("The source is locked by holder"));
        await Database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND application_name LIKE 'waiting %'"
        );
        Assert.That(() => Task.WhenAll(waiting), Throws.Exception);
        await (await holder).DisposeAsync();
    }

    [Test, Promise(12)]
    public async Task A_run_that_records_itself_a_moment_after_it_has_the_lock_is_a_reason_to_skip()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await using var other = await LockAsync("kasparro-etl elsewhere:1");

        var running = etl.IngestAsync("coingecko");
        await LookedAsync();
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, "
                + "triggered_by) VALUES ('01890000-0000-7000-8000-000000000000', 'coingecko', now(), "
                + "'running', 0, '{\"process\":\"elsewhere:1\"}', 'cron')"
        );
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That(
            (await running).LockedBy,
            Does.StartWith($"kasparro-etl elsewhere:1 (pid {other.Pid}"),
            "it is skipped"
        );
    }

    [Test]
    public async Task A_lock_that_becomes_free_meanwhile_is_taken()
    {
        await using var etl = EtlProcess.With(Database, _time, _source.WithTimeLimit(TimeSpan.FromDays(10)));
        await using var other = await LockAsync("kasparro-etl elsewhere:1");

        var running = etl.IngestAsync("coingecko");
        await LookedAsync();
        await other.DisposeAsync();
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That((await running).Outcome, Is.EqualTo(IngestOutcome.Succeeded));
    }

    [Test]
    public async Task A_run_that_is_older_than_its_time_limit_fails_the_next_one()
    {
        await using var first = EtlProcess.With(Database, _source);
        await using var second = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).WithTimeLimit(TimeSpan.FromTicks(1))
        );
        IngestResult? next = null;
        _source.BeforePage = async (page, ct) =>
            next = page == 1 ? await second.IngestAsync("coingecko", ct: ct) : next;

        await first.IngestAsync("coingecko");

        Assert.That(
            next!.Failure!.Sentence,
            Does.StartWith("The source is locked by kasparro-etl ")
                .And.EndsWith("which is older than the source's time limit of 00:00:00.0000001.")
        );
    }

    private Task WaitingAsync(int sessions) =>
        Eventually.UntilAsync(async () =>
            await CountAsync("pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'")
            == sessions
        );

    private Task<ForeignSession> LockAsync(string name, string? role = null) =>
        ForeignSession.OpenAsync(
            Database,
            name,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Ingestion}, hashtext('coingecko'))",
            role
        );

    /// <summary>Until the run has found the lock taken, and who has it.</summary>
    private async Task LookedAsync()
    {
        var real = Stopwatch.StartNew();
        while (
            await Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name LIKE 'kasparro-etl%' AND query LIKE '%AS is_run%' "
                    + "AND state = 'idle'"
            ) == 0
        )
            Assert.That(real.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)), "it has not looked");
    }
}
