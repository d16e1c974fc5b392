using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Runs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CheckpointTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Checkpoint _checkpoint = new("coingecko");

    [Test]
    public void A_start_is_recorded_and_moves_nothing()
    {
        _checkpoint = _checkpoint.RecordStart(Start(s_start));

        Assert.That(
            (_checkpoint.Status, _checkpoint.UpdatedAt, _checkpoint.LastProcessedAt, _checkpoint.LastSuccessRunId),
            Is.EqualTo((RunStatus.Running, s_start, (DateTimeOffset?)null, (Guid?)null))
        );
    }

    [Test, Promise(4)]
    public void A_success_moves_it_to_the_start_of_its_run()
    {
        var run = Succeeded(s_start);

        _checkpoint = _checkpoint.Advance(run);

        Assert.That(
            (_checkpoint.Status, _checkpoint.LastProcessedAt, _checkpoint.LastSuccessRunId, _checkpoint.UpdatedAt),
            Is.EqualTo((RunStatus.Success, (DateTimeOffset?)s_start, (Guid?)run.RunId, s_start.AddMinutes(1)))
        );
    }

    [Test, Promise(5)]
    public void A_failure_records_itself_and_moves_neither_the_time_nor_the_run_of_the_last_success()
    {
        var success = Succeeded(s_start);
        _checkpoint = _checkpoint.Advance(success);

        _checkpoint = _checkpoint.RecordFailure(Failed(s_start.AddHours(4)));

        Assert.That(
            (_checkpoint.Status, _checkpoint.LastProcessedAt, _checkpoint.LastSuccessRunId),
            Is.EqualTo((RunStatus.Failed, (DateTimeOffset?)s_start, (Guid?)success.RunId))
        );
        Assert.That(
            (_checkpoint.LastFailureAt, _checkpoint.LastFailureError),
            Is.EqualTo(((DateTimeOffset?)s_start.AddHours(4).AddMinutes(1), "No. Ask."))
        );
    }

    [Test]
    public void A_success_keeps_when_and_how_the_source_last_failed()
    {
        _checkpoint = _checkpoint.RecordFailure(Failed(s_start));

        _checkpoint = _checkpoint.Advance(Succeeded(s_start.AddHours(4)));

        Assert.That(
            (_checkpoint.Status, _checkpoint.LastFailureAt, _checkpoint.LastFailureError),
            Is.EqualTo((RunStatus.Success, (DateTimeOffset?)s_start.AddMinutes(1), "No. Ask."))
        );
    }

    [Test]
    public void A_success_by_a_clock_that_was_set_back_moves_the_run_and_never_the_time_back()
    {
        _checkpoint = _checkpoint.Advance(Succeeded(s_start.AddDays(2)));
        var later = Succeeded(s_start);

        _checkpoint = _checkpoint.Advance(later);

        Assert.That(
            (_checkpoint.LastProcessedAt, _checkpoint.LastSuccessRunId),
            Is.EqualTo(((DateTimeOffset?)s_start.AddDays(2), (Guid?)later.RunId))
        );
    }

    [Test]
    public void A_backfill_leaves_nothing_but_how_far_it_has_come()
    {
        var state = new BackfillState(s_start.AddDays(-2), s_start.AddDays(-1), HistoryInterval.Daily, ["bitcoin"]);
        _checkpoint = _checkpoint.RecordFailure(Failed(s_start.AddHours(-4))).Advance(Succeeded(s_start));
        var before = _checkpoint;

        _checkpoint = _checkpoint.RecordStart(Start(s_start.AddHours(4), RunTrigger.Backfill));
        _checkpoint = _checkpoint.RecordFailure(Failed(s_start.AddHours(4), RunTrigger.Backfill));
        Assert.That(_checkpoint, Is.EqualTo(before));

        var part = Succeeded(s_start.AddHours(4), RunTrigger.Backfill);
        _checkpoint = _checkpoint.AdvanceBackfill(part, state);
        Assert.That(_checkpoint, Is.EqualTo(before with { Backfill = state }));
        Assert.That(_checkpoint.Advance(Succeeded(s_start.AddHours(8))).Backfill, Is.EqualTo(state));
        Assert.That(_checkpoint.AdvanceBackfill(part, state: null), Is.EqualTo(before));
    }

    [Test]
    public void Only_what_a_run_is_can_be_recorded_of_it()
    {
        Assert.That(() => _checkpoint.RecordStart(Succeeded(s_start)), Throws.InvalidOperationException);
        Assert.That(() => _checkpoint.Advance(Start(s_start)), Throws.InvalidOperationException);
        Assert.That(() => _checkpoint.Advance(Failed(s_start)), Throws.InvalidOperationException);
        Assert.That(() => _checkpoint.RecordFailure(Succeeded(s_start)), Throws.InvalidOperationException);
        Assert.That(() => _checkpoint.AdvanceBackfill(Failed(s_start), null), Throws.InvalidOperationException);
        Assert.That(
            () => new Checkpoint("csv").Advance(Succeeded(s_start)),
            Throws.InvalidOperationException.With.Message.Contains("csv").And.Message.Contains("coingecko")
        );
    }

    private static EtlRun Start(DateTimeOffset at, RunTrigger triggeredBy = RunTrigger.Cron) =>
        EtlRun.Start(Guid.CreateVersion7(s_start), "coingecko", triggeredBy, at, new RunMetadata());

    private static EtlRun Succeeded(DateTimeOffset at, RunTrigger triggeredBy = RunTrigger.Cron)
    {
        var run = Start(at, triggeredBy);
        run.Succeed(new RunMetadata { Fetched = 1 }, at.AddMinutes(1));
        return run;
    }

    private static EtlRun Failed(DateTimeOffset at, RunTrigger triggeredBy = RunTrigger.Cron)
    {
        var run = Start(at, triggeredBy);
        run.Fail(new RunFailure(FailureClass.Config, "No.", "Ask."), new RunMetadata(), at.AddMinutes(1));
        return run;
    }
}
