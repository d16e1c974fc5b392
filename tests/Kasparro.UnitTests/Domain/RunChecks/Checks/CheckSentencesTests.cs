using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>What each check says to an operator, with its numbers.</summary>
public sealed class CheckSentencesTests
{
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
    public void Runs_without_news_are_named_the_newest_ten_first()
    {
        var runs = Enumerable.Range(0, 12).Select(ago => Given.Run(ago) with { Inserted = 0 }).ToList();

        var check = Given.Judge(CheckType.DuplicateOnly, runs[0], runs[1..]);

        Assert.That(check.Reason, Is.EqualTo("12 consecutive runs returned only duplicates (limit 2)"));
        Assert.That(
            Given.Judge(CheckType.DuplicateOnly, runs[0], [.. runs[1..3], Given.Run(3)]).Evidence,
            Has.Count.EqualTo(3),
            "as soon as there are too many"
        );
        Assert.That(
            Given.Judge(CheckType.DuplicateOnly, runs[0], [runs[1], Given.Run(2)]).Evidence,
            Is.Empty,
            "two are none"
        );
        Assert.That(check.Evidence, Is.EqualTo(runs.Take(10).Select(run => run.RunId.ToString())));
    }

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
