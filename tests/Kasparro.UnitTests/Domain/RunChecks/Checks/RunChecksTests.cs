using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>
/// Whether runs end, in time and well: run_failed, run_stuck, freshness, partial_pages, duplicate_only.
/// </summary>
public sealed class RunChecksTests
{
    [TestCase(0, FailureClass.Transient, Severity.Ok)]
    [TestCase(1, FailureClass.Transient, Severity.Warning)]
    [TestCase(2, FailureClass.Data, Severity.Warning)]
    [TestCase(3, FailureClass.System, Severity.Critical)]
    [TestCase(1, FailureClass.Config, Severity.Critical)]
    [TestCase(1, FailureClass.Cancelled, Severity.Info)]
    [TestCase(2, FailureClass.Cancelled, Severity.Warning)]
    public void Run_failed_warns_and_is_critical_the_third_time_or_where_no_retry_helps(
        int inARow,
        FailureClass failure,
        Severity severity
    )
    {
        RunFacts[] runs =
        [
            .. Enumerable.Range(0, inARow).Select(ago => Given.Failed(ago, failure)),
            .. Enumerable.Range(inARow, 5).Select(ago => Given.Run(ago)),
            Given.Failed(9),
        ];

        var check = Given.Judge(CheckType.RunFailed, runs[0], runs[1..]);

        Assert.That(check.Severity, Is.EqualTo(severity));
        Assert.That(check.Current, Is.EqualTo(inARow));
    }

    [Test]
    public void A_failed_run_tells_its_own_reason_and_skips_what_it_cannot_measure()
    {
        var comparison = Given.Compare(Given.Source(Given.Failed(), Given.Earlier(10)));

        Assert.That(
            comparison.Anomalies.Select(anomaly => anomaly.Message),
            Is.EqualTo(["coingecko: 1 run failed (0 expected); the latest: It broke. Mend it."])
        );
        Assert.That(
            comparison.Checks.Single(check => check.Type == CheckType.RecordDrop).Reason,
            Is.EqualTo("the run failed, so its numbers are incomplete")
        );
    }

    [TestCase(179, true, Severity.Ok)]
    [TestCase(181, true, Severity.Warning)]
    [TestCase(181, null, Severity.Warning)]
    [TestCase(5, false, Severity.Critical)]
    public void Run_stuck_warns_after_three_medians_and_is_critical_when_the_lock_is_gone(
        int seconds,
        bool? isLocked,
        Severity severity
    )
    {
        var running = Given.Run(-1) with { Status = RunStatus.Running, EndedAt = null, DurationMs = null };
        var facts = Given.Source(Given.Run(), Given.Earlier(5)) with { Running = running, IsLocked = isLocked };

        var comparison = Given.Compare(facts, running.StartedAt.AddSeconds(seconds));

        Assert.That(comparison.Checks.Single(check => check.Type == CheckType.RunStuck).Severity, Is.EqualTo(severity));
        Assert.That(
            comparison.Anomalies.Select(anomaly => anomaly.RunId),
            Is.EqualTo(severity == Severity.Ok ? [] : new Guid?[] { running.RunId })
        );
    }

    [TestCase(29, Severity.Ok)]
    [TestCase(31, Severity.Warning)]
    public void Without_a_successful_run_it_is_stuck_beyond_its_time_limit(int minutes, Severity severity)
    {
        var running = Given.Run() with { Status = RunStatus.Running, EndedAt = null };

        Assert.That(
            Given
                .Judge(
                    CheckType.RunStuck,
                    Given.Source(null) with
                    {
                        Running = running,
                        IsLocked = true,
                    },
                    running.StartedAt.AddMinutes(minutes)
                )
                .Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(6.0, Severity.Ok)]
    [TestCase(6.01, Severity.Warning)]
    [TestCase(12.0, Severity.Warning)]
    [TestCase(12.01, Severity.Critical)]
    public void Freshness_warns_after_one_and_a_half_cadences_and_is_critical_after_three(
        double hours,
        Severity severity
    )
    {
        var facts = Given.Source(Given.Run()) with { LastSuccessAt = Given.Now };

        Assert.That(Given.Judge(CheckType.Freshness, facts, Given.Now.AddHours(hours)).Severity, Is.EqualTo(severity));
    }

    [Test]
    public void A_success_after_the_instant_of_the_comparison_is_of_no_age()
    {
        var facts = Given.Source(Given.Run()) with { LastSuccessAt = Given.Now.AddSeconds(5) };

        var check = Given.Judge(CheckType.Freshness, facts, Given.Now);

        Assert.That((check.Severity, check.Current), Is.EqualTo((Severity.Ok, 0.0)));
    }

    [Test]
    public void A_source_that_never_succeeded_skips_freshness_and_says_so()
    {
        var check = Given.Judge(CheckType.Freshness, Given.Source(Given.Failed()) with { LastSuccessAt = null });

        Assert.That((check.Severity, check.Reason), Is.EqualTo((Severity.Skipped, "no run has succeeded yet")));
    }

    [TestCase(4, 4, true, Severity.Ok)]
    [TestCase(4, 5, true, Severity.Ok)]
    [TestCase(4, 3, true, Severity.Warning)]
    [TestCase(4, 3, false, Severity.Critical)]
    [TestCase(4, 3, null, Severity.Warning, Description = "an older version did not record the first page")]
    [TestCase(4, 0, null, Severity.Critical)]
    [TestCase(0, 0, null, Severity.Ok)]
    [TestCase(null, 3, true, Severity.Skipped)]
    public void Partial_pages_warns_and_is_critical_without_the_first(
        int? expected,
        int? received,
        bool? hasFirst,
        Severity severity
    )
    {
        var run = Given.Run() with { PagesExpected = expected, PagesReceived = received, FirstPageReceived = hasFirst };

        Assert.That(Given.Judge(CheckType.PartialPages, run, []).Severity, Is.EqualTo(severity));
    }

    [TestCase(0, 5, false, Severity.Ok)]
    [TestCase(2, 5, false, Severity.Ok)]
    [TestCase(3, 5, false, Severity.Warning)]
    [TestCase(9, 5, false, Severity.Warning)]
    [TestCase(10, 5, false, Severity.Critical)]
    [TestCase(10, 5, true, Severity.Skipped)]
    [TestCase(2, 0, false, Severity.Skipped)]
    [TestCase(3, 0, false, Severity.Warning)]
    public void Duplicate_only_warns_at_the_third_run_and_is_critical_at_the_tenth_but_not_for_static_sources(
        int stale,
        int fresh,
        bool isStatic,
        Severity severity
    )
    {
        RunFacts[] runs =
        [
            .. Enumerable.Range(0, stale).Select(ago => Given.Run(ago) with { Inserted = 0 }),
            .. Enumerable.Range(stale, fresh).Select(ago => Given.Run(ago)),
        ];

        Assert.That(
            Given
                .Judge(CheckType.DuplicateOnly, Given.Source(runs[0], runs[1..]) with { IsStatic = isStatic })
                .Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(1, true, "1 of 2 pages received")]
    [TestCase(1, false, "1 of 2 pages received, and the first is missing")]
    public void A_first_page_that_is_missing_is_named(int received, bool hasFirst, string reason) =>
        Assert.That(
            Given
                .Judge(
                    CheckType.PartialPages,
                    Given.Run() with
                    {
                        PagesReceived = received,
                        FirstPageReceived = hasFirst,
                    },
                    []
                )
                .Reason,
            Is.EqualTo(reason)
        );

    [Test]
    public void Runs_that_failed_or_fetched_nothing_neither_count_as_duplicates_only_nor_end_their_row()
    {
        RunFacts[] runs =
        [
            Given.Run(0) with
            {
                Inserted = 0,
            },
            Given.Run(1, fetched: 0),
            Given.Run(2) with
            {
                Inserted = 0,
            },
            Given.Failed(3),
            Given.Run(4),
        ];

        var check = Given.Judge(CheckType.DuplicateOnly, runs[0], runs[1..]);

        Assert.That((check.Severity, check.Current), Is.EqualTo((Severity.Ok, 2.0)));
    }
}
