using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>What each check says to an operator, with its numbers.</summary>
public sealed class CheckSentencesTests
{
    [TestCase(CheckType.RunFailed, "no run has ended yet")]
    [TestCase(CheckType.RunStuck, "nothing is running")]
    [TestCase(CheckType.Freshness, "no run has succeeded yet")]
    [TestCase(CheckType.RecordDrop, "no run has ended yet")]
    [TestCase(CheckType.RecordSpike, "no run has ended yet")]
    [TestCase(CheckType.DurationSpike, "no run has ended yet")]
    [TestCase(CheckType.RejectionRate, "no run has ended yet")]
    [TestCase(CheckType.MissingAssets, "no run has ended yet")]
    [TestCase(CheckType.DuplicateOnly, "no run has ended yet")]
    [TestCase(CheckType.PartialPages, "no run has ended yet")]
    [TestCase(CheckType.PriceJump, "no run has ended yet")]
    [TestCase(CheckType.Divergence, "no run has ended yet")]
    public void Without_any_run_it_says_so(CheckType type, string reason) =>
        Assert.That(Given.Judge(type, Given.Source(null) with { LastSuccessAt = null }).Reason, Is.EqualTo(reason));

    [Test]
    public void A_run_that_is_running_is_not_measured()
    {
        var running = Given.Run() with { Status = RunStatus.Running, EndedAt = null };

        Assert.That(
            Given
                .Compare(Given.Source(running, Given.Earlier(10)))
                .Checks.Where(check => check.Type is not (CheckType.RunStuck or CheckType.Freshness))
                .Select(check => (check.Severity, check.Reason)),
            Has.All.EqualTo((Severity.Skipped, "the run has not ended"))
        );
    }

    [Test]
    public void A_failed_run_is_not_measured_but_for_its_pages()
    {
        var checks = Given.Compare(Given.Source(Given.Failed(), Given.Earlier(10))).Checks;

        Assert.That(
            checks
                .Where(check => check.Reason == "the run failed, so its numbers are incomplete")
                .Select(check => (check.Type, check.Severity)),
            Is.EqualTo(
                new[]
                {
                    CheckType.RecordDrop,
                    CheckType.RecordSpike,
                    CheckType.DurationSpike,
                    CheckType.RejectionRate,
                    CheckType.MissingAssets,
                    CheckType.DuplicateOnly,
                    CheckType.PriceJump,
                    CheckType.Divergence,
                }.Select(type => (type, Severity.Skipped))
            )
        );
    }

    [TestCase(CheckType.RecordDrop, "the run did not record the number of records")]
    [TestCase(CheckType.RecordSpike, "the run did not record the number of records")]
    [TestCase(CheckType.DurationSpike, "the run did not record its duration")]
    [TestCase(CheckType.RejectionRate, "the run did not record the number of new rows")]
    [TestCase(CheckType.PartialPages, "the source did not say how many pages there are")]
    public void A_run_of_an_older_version_lacks_what_it_did_not_record(CheckType type, string reason)
    {
        var run = Given.Run() with { Fetched = null, DurationMs = null, Inserted = null, PagesExpected = null };

        var check = Given.Judge(type, run, Given.Earlier(30));

        Assert.That((check.Severity, check.Reason), Is.EqualTo((Severity.Skipped, reason)));
    }

    [TestCase(CheckType.RecordSpike, 250)]
    [TestCase(CheckType.RecordDrop, 250)]
    [TestCase(CheckType.DurationSpike, 60_000)]
    public void Too_few_earlier_runs_judge_nothing_and_the_number_is_shown(CheckType type, double current)
    {
        var check = Given.Judge(type, Given.Run(), Given.Earlier(6));

        Assert.That(
            (check.Severity, check.Reason, check.Current),
            Is.EqualTo((Severity.Skipped, "6 of 7 runs needed", (double?)current))
        );
    }

    /// <summary>With the limits, which are what the thresholds of the documentation are.</summary>
    [TestCase(CheckType.RunFailed, "failed_runs_in_a_row", 0, 0, null, 0, "the run succeeded")]
    [TestCase(
        CheckType.Freshness,
        "age_ms",
        540_000,
        14_400_000,
        null,
        21_600_000,
        "the last success was 9 min ago, a run is expected every 4 h"
    )]
    [TestCase(CheckType.RecordDrop, "fetched_records", 250, 250, 175, 500, "250 records fetched, 250 expected")]
    [TestCase(CheckType.RecordSpike, "fetched_records", 250, 250, 175, 500, "250 records fetched, 250 expected")]
    [TestCase(
        CheckType.DurationSpike,
        "duration_ms",
        60_000,
        60_000,
        30_000,
        120_000,
        "the run took 60 s, 60 s expected"
    )]
    [TestCase(
        CheckType.RejectionRate,
        "rejected_share_of_new_rows",
        0,
        0,
        null,
        0.01,
        "0 % of the new rows (0 of 125) were rejected, 0 % expected"
    )]
    [TestCase(CheckType.MissingAssets, "missing_assets", 0, 0, null, 0, "all 3 regular assets were received")]
    [TestCase(
        CheckType.DuplicateOnly,
        "runs_without_news_in_a_row",
        0,
        0,
        null,
        2,
        "0 consecutive runs returned only duplicates (limit 2)"
    )]
    [TestCase(CheckType.PartialPages, "pages_received", 2, 2, 2, null, "2 of 2 pages received")]
    [TestCase(
        CheckType.PriceJump,
        "share_of_prices_that_jumped",
        0,
        0,
        null,
        0.05,
        "0 % of the prices (0 of 3) jumped (limit 5 %)"
    )]
    [TestCase(
        CheckType.Divergence,
        "median_distance_to_other_sources",
        0,
        0,
        null,
        0.02,
        "prices differ from other sources by 0 % in the median of 3 assets (limit 2 %)"
    )]
    public void Of_an_ordinary_run_it_says_what_was_measured_and_what_was_expected(
        CheckType type,
        string metric,
        double current,
        double? median,
        double? low,
        double? high,
        string reason
    )
    {
        var check = Given.Judge(type, Ordinary());

        Assert.That((check.Severity, check.Metric, check.Current), Is.EqualTo((Severity.Ok, metric, (double?)current)));
        Assert.That(check.Expected, Is.EqualTo(new Expected(median, low, high)));
        Assert.That(check.Reason, Is.EqualTo(reason));
        Assert.That(check.Evidence, Is.Empty);
    }

    [Test]
    public void A_run_of_a_source_that_is_not_registered_has_no_cadence_to_be_late_for() =>
        Assert.That(
            Given.Judge(CheckType.Freshness, Given.Source(Given.Run()) with { Cadence = null }).Reason,
            Is.EqualTo("the source is not registered here, so its cadence is unknown")
        );

    [Test]
    public void A_success_that_a_clock_puts_into_the_future_is_no_age() =>
        Assert.That(Given.Judge(CheckType.Freshness, Given.Source(Given.Run()), Given.Now).Current, Is.EqualTo(0));

    [Test]
    public void Failed_runs_are_counted_and_the_newest_ten_are_named()
    {
        var runs = Enumerable.Range(0, 12).Select(ago => Given.Failed(ago) with { ErrorMessage = null }).ToList();

        var check = Given.Judge(CheckType.RunFailed, runs[0], runs[1..]);

        Assert.That(
            (check.Reason, check.Current, check.Expected),
            Is.EqualTo(
                (
                    "12 consecutive runs failed (0 expected); the latest: no reason was recorded",
                    (double?)12,
                    new Expected(0, null, 0)
                )
            )
        );
        Assert.That(check.Evidence, Is.EqualTo(runs.Take(10).Select(run => run.RunId.ToString())));
    }

    [TestCase(true, 5, 181, "a run has been running for 3 min (60 s expected)")]
    [TestCase(true, 0, 3_600, "a run has been running for 60 min (limit 30 min)")]
    [TestCase(true, 5, 30, "a run has been running for 30 s")]
    [TestCase(
        false,
        5,
        30,
        "a run has been recorded as running for 30 s (60 s expected), "
            + "and its process is gone; the next run closes it"
    )]
    public void A_run_that_is_running_is_compared_with_earlier_ones_or_with_its_limit(
        bool isLocked,
        int earlier,
        int seconds,
        string reason
    )
    {
        var running = Running();
        var facts = Given.Source(earlier == 0 ? null : Given.Run(), Given.Earlier(earlier)) with
        {
            Running = running,
            IsLocked = isLocked,
        };

        var check = Given.Judge(CheckType.RunStuck, facts, running.StartedAt.AddSeconds(seconds));

        Assert.That(check.Reason, Is.EqualTo(reason));
        Assert.That(check.Current, Is.EqualTo(seconds * 1_000));
        Assert.That(
            check.Expected,
            Is.EqualTo(earlier == 0 ? new Expected(null, null, 1_800_000) : new Expected(60_000, null, 180_000))
        );
        Assert.That(check.Evidence, Is.EqualTo([running.RunId.ToString()]));
    }

    [Test]
    public void A_run_of_a_source_that_is_not_registered_and_never_succeeded_has_nothing_to_be_compared_with()
    {
        var facts = Given.Source(null) with { Running = Running(), TimeLimit = null, IsLocked = true };
        var at = Running().StartedAt.AddHours(9);

        var check = Given.Judge(CheckType.RunStuck, facts, at);
        Assert.That(
            (check.Severity, check.Reason),
            Is.EqualTo((Severity.Skipped, "no successful run to compare with"))
        );
        Assert.That(
            Given.Judge(CheckType.RunStuck, facts with { IsLocked = false }, at).Reason,
            Does.Contain("(no run has succeeded yet), and its process is gone")
        );
    }

    [Test]
    public void Runs_without_news_are_named_the_newest_ten_first()
    {
        var runs = Enumerable.Range(0, 12).Select(ago => Given.Run(ago) with { Inserted = 0 }).ToList();

        var check = Given.Judge(CheckType.DuplicateOnly, runs[0], runs[1..]);

        Assert.That(check.Reason, Is.EqualTo("12 consecutive runs returned only duplicates (limit 2)"));
        Assert.That(check.Evidence, Is.EqualTo(runs.Take(10).Select(run => run.RunId.ToString())));
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

    private static RunFacts Running() =>
        Given.Run(-1) with
        {
            Status = RunStatus.Running,
            EndedAt = null,
            DurationMs = null,
        };

    /// <summary>With assets and prices.</summary>
    private static SourceFacts Ordinary() =>
        Given.Source(Given.Run(), Given.Earlier(30)) with
        {
            Assets = Enumerable
                .Range(0, 31)
                .ToDictionary(ago => Given.Run(ago).RunId, _ => AssetFingerprints.Of([1, 2, 3])),
            Prices =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(asset => new AssetPrices($"asset-{asset}", Given.Now, 1, [1, 1, 1, 1, 1, 1, 1], [1, 1])),
            ],
        };
}
