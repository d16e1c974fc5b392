using Kasparro.Application.Paging;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Runs;
using Kasparro.Application.Sources;
using Kasparro.Application.Status;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>A clock that was two days ahead for one run.</summary>
public sealed class ClockTests : EtlFixture
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [Test, Promise(14)]
    public async Task A_run_that_was_recorded_ahead_of_time_hides_no_later_failure()
    {
        await SucceedAsync(s_now.AddDays(2));
        await FailAsync(s_now);
        await FailAsync(s_now.AddHours(4));

        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(s_now.AddHours(5)), _source);
        var stats = (await etl.SendAsync(new GetStats())).Single();
        var health = await etl.SendAsync(new GetHealth(TimeSpan.FromSeconds(2)));
        var runs = await etl.SendAsync(new ListRuns(new RunFilter(), new PageRequest<RunPosition>(10)));
        var compared = await CompareAsync(etl);

        Assert.That(
            (stats.Runs!.FailedInARow, stats.Runs.LastRun.Status, stats.Runs.LastRun.StartedAt),
            Is.EqualTo((2, RunStatus.Failed, s_now.AddHours(4)))
        );
        Assert.That(health.Sources.Single().State, Is.EqualTo(SourceStatus.Failed));
        Assert.That(
            runs.Items.Select(run => run.StartedAt),
            Is.EqualTo(new[] { s_now.AddHours(4), s_now, s_now.AddDays(2) })
        );
        Assert.That(
            compared.Checks.Single(check => check.Type == CheckType.RunFailed).Reason,
            Does.StartWith("2 consecutive runs failed")
        );
    }

    [Test]
    public async Task A_list_of_runs_goes_on_behind_a_run_that_was_recorded_ahead_of_time()
    {
        await FailAsync(s_now);
        await SucceedAsync(s_now.AddDays(2));
        await FailAsync(s_now.AddHours(4));
        await using var etl = EtlProcess.With(Database, _source);

        var starts = new List<DateTimeOffset>();
        for (RunPosition? after = null; starts.Count < 5; )
        {
            var page = await etl.SendAsync(new ListRuns(new RunFilter(), new PageRequest<RunPosition>(1, after)));
            starts.Add(page.Items[0].StartedAt);
            if (!page.HasMore)
                break;
            after = new RunPosition(page.Items[0].RunId);
        }

        Assert.That(starts, Is.EqualTo(new[] { s_now.AddHours(4), s_now.AddDays(2), s_now }));
    }

    [Test]
    public async Task A_run_ahead_of_time_is_compared_at_once_and_is_part_of_later_baselines()
    {
        await SucceedAsync(s_now.AddDays(2));
        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(s_now), _source);
        var first = await CompareAsync(etl);
        await SucceedAsync(s_now);
        var second = await CompareAsync(etl);

        Assert.That(first.Run!.StartedAt, Is.EqualTo(s_now.AddDays(2)));
        Assert.That(second.Run!.StartedAt, Is.EqualTo(s_now));
        Assert.That(
            second.Baseline.Runs.Count + second.Baseline.Excluded.Count,
            Is.EqualTo(1),
            "used, or left out with its reason"
        );
    }

    [Test]
    public async Task A_dead_run_that_started_ahead_of_time_is_closed_with_a_duration_of_zero()
    {
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, "
                + "triggered_by) VALUES ('01890000-0000-7000-8000-000000000000', 'coingecko', '2026-03-03 "
                + "12:00Z', 'running', 0, '{}', 'cron')"
        );

        await SucceedAsync(s_now);

        Assert.That(
            await Database.ScalarAsync<long>("SELECT duration_ms FROM etl_runs WHERE status = 'failed'"),
            Is.Zero
        );
    }

    [Test]
    public async Task The_checkpoint_moves_to_the_later_run_and_its_time_never_back()
    {
        await SucceedAsync(s_now.AddDays(2));
        await SucceedAsync(s_now);

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', last_processed_at AT TIME ZONE 'UTC', started_at AT TIME ZONE "
                    + "'UTC') FROM etl_checkpoints JOIN etl_runs ON run_id = last_success_run_id"
            ),
            Is.EqualTo("2026-03-03 12:00:00|2026-03-01 12:00:00")
        );
    }

    private async Task SucceedAsync(DateTimeOffset at)
    {
        _source.BeforePage = (_, _) => Task.CompletedTask;
        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(at), _source);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
    }

    private async Task FailAsync(DateTimeOffset at)
    {
        _source.BeforePage = (_, _) => throw new SourceException(FailureClass.Transient, "No.", "Wait.");
        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(at), _source);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
    }

    private static async Task<SourceComparison> CompareAsync(EtlProcess etl) =>
        (
            (RunComparison.Compared)
                await etl.SendAsync(new CompareRuns("coingecko", null, null, new ComparisonSettings(), null))
        ).Sources.Single();
}
