using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>How much came and how long it took: record_drop, record_spike, duration_spike, rejection_rate.</summary>
public sealed class VolumeChecksTests
{
    [TestCase(250, Severity.Ok)]
    [TestCase(176, Severity.Ok)]
    [TestCase(175, Severity.Warning)]
    [TestCase(76, Severity.Warning)]
    [TestCase(75, Severity.Critical)]
    [TestCase(0, Severity.Critical)]
    public void Record_drop_warns_at_thirty_percent_less_and_is_critical_at_seventy(long fetched, Severity severity)
    {
        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: fetched), Given.Earlier(30)).Severity,
            Is.EqualTo(severity)
        );
    }

    [Test]
    public void A_drop_that_its_own_history_explains_is_none()
    {
        // Counts that swing by a factor of three: 35 % less is an ordinary day.
        var earlier = Given.Earlier([100, 300, 150, 250, 120, 320, 180, 280, 200]);

        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 130), earlier).Severity,
            Is.EqualTo(Severity.Ok)
        );
    }

    [TestCase(6, 1, Severity.Skipped)]
    [TestCase(7, 1, Severity.Critical)]
    [TestCase(1, 0, Severity.Critical)]
    [TestCase(0, 0, Severity.Skipped)]
    public void Record_drop_needs_seven_runs_and_one_where_nothing_came(int runs, long fetched, Severity severity)
    {
        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: fetched), Given.Earlier(runs)).Severity,
            Is.EqualTo(severity)
        );
    }

    [Test]
    public void A_skipped_check_says_what_was_missing()
    {
        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(), Given.Earlier(3)).Reason,
            Is.EqualTo("3 of 7 runs needed")
        );
    }

    [Test]
    public void Nothing_where_nothing_was_usual_is_no_drop()
    {
        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 0), Given.Earlier(new long[10])).Severity,
            Is.EqualTo(Severity.Ok)
        );
    }

    [TestCase(1, "2nd")]
    [TestCase(2, "3rd")]
    [TestCase(8, "9th")]
    public void A_run_on_a_level_that_was_reported_says_which_one_it_is(int before, string number)
    {
        var earlier = Given.Earlier([.. Enumerable.Repeat(250L, 10), .. Enumerable.Repeat(100L, before)]);
        var check = Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 100), earlier);

        Assert.That(check.Severity, Is.EqualTo(Severity.Info));
        Assert.That(
            check.Reason,
            Does.StartWith($"level shift, reported before: {number} consecutive run on the new level; ")
        );
    }

    [TestCase(499, Severity.Ok)]
    [TestCase(500, Severity.Warning)]
    [TestCase(5_000_000, Severity.Warning)]
    public void Record_spike_warns_at_the_double_and_is_never_critical(long fetched, Severity severity)
    {
        Assert.That(
            Given.Judge(CheckType.RecordSpike, Given.Run(fetched: fetched), Given.Earlier(30)).Severity,
            Is.EqualTo(severity)
        );
    }

    [Test]
    public void Something_after_nothing_is_a_spike_without_a_percentage()
    {
        var check = Given.Judge(CheckType.RecordSpike, Given.Run(fetched: 5), Given.Earlier(new long[10]));

        Assert.That((check.Severity, check.ChangePct), Is.EqualTo((Severity.Warning, (double?)null)));
    }

    [TestCase(119_999, Severity.Ok)]
    [TestCase(120_000, Severity.Warning)]
    [TestCase(299_999, Severity.Warning)]
    [TestCase(300_000, Severity.Critical)]
    [TestCase(1, Severity.Ok)]
    public void Duration_spike_warns_at_the_double_and_is_critical_at_five_times(long milliseconds, Severity severity)
    {
        Assert.That(
            Given
                .Judge(CheckType.DurationSpike, Given.Run() with { DurationMs = milliseconds }, Given.Earlier(30))
                .Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(0, 0, Severity.Ok)]
    [TestCase(16, 0, Severity.Ok)]
    [TestCase(17, 0, Severity.Warning)]
    [TestCase(200, 0, Severity.Warning)]
    [TestCase(201, 0, Severity.Critical)]
    [TestCase(60, 50, Severity.Ok)]
    [TestCase(90, 50, Severity.Warning)]
    [TestCase(310, 300, Severity.Ok)]
    public void Rejection_rate_warns_from_a_point_above_the_usual_on_and_is_critical_beyond_twenty_percent(
        long rejected,
        long usual,
        Severity severity
    )
    {
        var run = Given.Run() with { Inserted = 1_000, Rejected = rejected };

        Assert.That(
            Given
                .Judge(
                    CheckType.RejectionRate,
                    run,
                    Given.Earlier(10, before => before with { Inserted = 1_000, Rejected = usual })
                )
                .Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(1, 10, Severity.Warning)]
    [TestCase(0, 10, Severity.Ok)]
    public void Rejection_rate_needs_no_history(long rejected, long rows, Severity severity)
    {
        Assert.That(
            Given
                .Judge(CheckType.RejectionRate, Given.Run() with { Inserted = rows, Rejected = rejected }, [])
                .Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(0, 0, "the run received nothing new")]
    [TestCase(10, null, "its rows are not transformed yet")]
    public void Rejection_rate_is_skipped_where_there_is_nothing_to_judge(long inserted, long? rejected, string reason)
    {
        var check = Given.Judge(
            CheckType.RejectionRate,
            Given.Run() with
            {
                Inserted = inserted,
                Rejected = rejected,
            },
            []
        );

        Assert.That((check.Severity, check.Reason), Is.EqualTo((Severity.Skipped, reason)));
    }

    [Test]
    public void A_drop_is_shown_in_percent_and_in_robust_deviations()
    {
        var check = Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 12), Given.Earlier(30));

        Assert.That(check.ChangePct, Is.EqualTo(-95.2));
        Assert.That(check.Score, Is.EqualTo(Math.Round(Math.Log(13 / 251.0) / Math.Log(1.05), 2)));
    }
}
