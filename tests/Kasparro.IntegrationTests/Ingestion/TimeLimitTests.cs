using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>A run waits for PostgreSQL within its source's time limit, and no longer.</summary>
public sealed class TimeLimitTests : EtlFixture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new ScriptedSource("coingecko")
        .Sends(new Coin("bitcoin"))
        .WithTimeLimit(s_limit);

    [Test]
    public async Task A_run_whose_table_another_session_has_locked_fails_at_its_limit_and_names_that_session()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await using var other = await LockAsync("raw_coingecko");

        var running = etl.IngestAsync("coingecko");
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        var failure = (await running).Failure;
        await other.DisposeAsync();
        var next = await etl.IngestAsync("coingecko");

        Assert.That(
            failure!.Sentence,
            Does.StartWith(
                "The run waited for a lock until its time limit passed. It is locked by psql of a person "
                    + $"(pid {other.Pid}"
            )
        );
        Assert.That(
            (failure.Class, failure.NextStep),
            Is.EqualTo(
                (
                    FailureClass.System,
                    $"End that session if it does not end by itself: SELECT pg_terminate_backend({other.Pid})."
                )
            )
        );
        Assert.That(next.Outcome, Is.EqualTo(IngestOutcome.Succeeded));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT error_message FROM etl_runs WHERE status = 'failed'"),
            Is.EqualTo(failure.ToString())
        );
    }

    [Test]
    public async Task A_run_that_cannot_be_recorded_as_running_fails_at_its_limit_and_names_the_session_in_its_way()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await using var other = await LockAsync("etl_runs");

        var running = etl.IngestAsync("coingecko");
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That((await running).Failure!.Sentence, Does.Contain($"psql of a person (pid {other.Pid}"));
    }

    [Test]
    public async Task A_network_that_swallows_packets_ends_the_run_at_its_limit()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, _time, _source);
        var silence = new TaskCompletionSource();
        _source.BeforePage = (page, _) =>
        {
            if (page == 2)
            {
                network.IsSilent = true;
                silence.SetResult();
            }

            return Task.CompletedTask;
        };

        var running = etl.IngestAsync("coingecko");
        await silence.Task;
        await _time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That(
            (await running).Failure!.Sentence,
            Is.EqualTo("The run was still running when its time limit passed.")
        );
    }

    private Task<ForeignSession> LockAsync(string table) =>
        ForeignSession.OpenAsync(Database, "psql of a person", $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");
}
