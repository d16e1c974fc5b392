using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Runs;

public sealed class EtlRunTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunFailure s_failure = new(FailureClass.Transient, "It timed out.", "Wait.");
    private static readonly RunMetadata s_counts = new() { Fetched = 250, Inserted = 10 };

    [Test]
    public void A_started_run_is_running_and_has_no_end()
    {
        var run = Start();

        Assert.That(
            (run.Status, run.StartedAt, run.EndedAt, run.DurationMs, run.RecordsProcessed, run.ErrorMessage),
            Is.EqualTo((RunStatus.Running, s_start, (DateTimeOffset?)null, (long?)null, 0, (string?)null))
        );
    }

    [Test]
    public void A_success_counts_what_was_fetched_and_how_long_it_took()
    {
        var run = Start();

        run.Succeed(s_counts, s_start.AddSeconds(90));

        Assert.That(
            (run.Status, run.EndedAt, run.DurationMs, run.RecordsProcessed, run.ErrorMessage, run.Metadata),
            Is.EqualTo(
                (
                    RunStatus.Success,
                    (DateTimeOffset?)s_start.AddSeconds(90),
                    (long?)90_000,
                    250,
                    (string?)null,
                    s_counts
                )
            )
        );
    }

    [Test]
    public void A_failure_keeps_its_reason_its_class_and_what_was_counted_and_processes_nothing()
    {
        var run = Start();

        run.Fail(s_failure, s_counts, s_start.AddSeconds(1));

        Assert.That(
            (run.Status, run.DurationMs, run.RecordsProcessed, run.ErrorMessage, run.Metadata),
            Is.EqualTo(
                (
                    RunStatus.Failed,
                    (long?)1_000,
                    0,
                    "It timed out. Wait.",
                    s_counts with
                    {
                        FailureClass = FailureClass.Transient,
                        NextStep = "Wait.",
                    }
                )
            )
        );
    }

    [Test, Promise(6)]
    public void A_run_whose_process_died_is_failed_by_the_system_and_keeps_what_it_had_recorded()
    {
        var run = Start();

        run.CloseAsDead(s_start.AddHours(4));

        Assert.That(
            (run.Status, run.ErrorMessage, run.Metadata.FailureClass, run.Metadata.Process),
            Is.EqualTo(
                (
                    RunStatus.Failed,
                    "The process that ran it died before the run ended; the next run found it. "
                        + "Nothing was stored by it; the next run starts over.",
                    FailureClass.System,
                    "host:1"
                )
            )
        );
    }

    [Test]
    public void A_run_ends_once(
        [ValueSource(nameof(Ends))] Action<EtlRun> first,
        [ValueSource(nameof(Ends))] Action<EtlRun> second
    )
    {
        var run = Start();
        first(run);
        var ended = (run.Status, run.EndedAt, run.ErrorMessage, run.Metadata);

        Assert.That(
            () => second(run),
            Throws.InvalidOperationException.With.Message.StartsWith($"Run {run.RunId} of coingecko has ended already")
        );
        Assert.That((run.Status, run.EndedAt, run.ErrorMessage, run.Metadata), Is.EqualTo(ended));
    }

    [Test]
    public void A_clock_that_was_set_back_makes_no_duration_negative([ValueSource(nameof(Ends))] Action<EtlRun> end)
    {
        var run = EtlRun.Start(
            Guid.CreateVersion7(s_start),
            "coingecko",
            RunTrigger.Cron,
            s_start.AddDays(2),
            new RunMetadata()
        );

        end(run);

        Assert.That(run.DurationMs, Is.Zero);
    }

    private static Action<EtlRun>[] Ends =>
        [
            run => run.Succeed(s_counts, s_start),
            run => run.Fail(s_failure, s_counts, s_start),
            run => run.CloseAsDead(s_start),
        ];

    private static EtlRun Start() =>
        EtlRun.Start(
            Guid.CreateVersion7(s_start),
            "coingecko",
            RunTrigger.Cron,
            s_start,
            new RunMetadata { Process = "host:1" }
        );
}
