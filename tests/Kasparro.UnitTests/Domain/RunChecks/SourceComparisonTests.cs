using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks;

/// <summary>What the comparison promises as a whole: no cry without cause, whatever the history.</summary>
public sealed class SourceComparisonTests
{
    [Test]
    public void A_run_like_those_before_it_has_no_anomaly()
    {
        var comparison = Given.Compare(Given.Source(Given.Run(), Given.Earlier(30)));

        Assert.That(comparison.Anomalies, Is.Empty);
        Assert.That(comparison.Worst, Is.EqualTo(Severity.Ok));
        Assert.That(comparison.Checks.Select(check => check.Type), Is.EqualTo(Enum.GetValues<CheckType>()));
        Assert.That(comparison.Checks.Select(check => check.Reason), Has.All.Not.Empty);
    }

    [Test]
    public void Without_any_run_every_check_says_why_it_is_silent()
    {
        var comparison = Given.Compare(Given.Source(null) with { LastSuccessAt = null });

        Assert.That(comparison.Anomalies, Is.Empty);
        Assert.That(
            comparison.Checks.Where(check => check.Type != CheckType.RunStuck).Select(check => check.Severity),
            Has.All.EqualTo(Severity.Skipped)
        );
        Assert.That(comparison.Checks.Select(check => check.Reason), Has.All.Not.Empty);
    }

    [Test]
    public void The_message_is_one_sentence_with_both_numbers_and_the_worst_comes_first()
    {
        var run = Given.Run(fetched: 12) with { DurationMs = 130_000 };

        var comparison = Given.Compare(Given.Source(run, Given.Earlier(30)));

        Assert.That(comparison.Worst, Is.EqualTo(Severity.Critical));
        Assert.That(
            comparison.Anomalies,
            Is.EqualTo(
                new Anomaly[]
                {
                    new(
                        "coingecko",
                        run.RunId,
                        CheckType.RecordDrop,
                        Severity.Critical,
                        250,
                        12,
                        "coingecko: 12 records fetched, 250 expected"
                    ),
                    new(
                        "coingecko",
                        run.RunId,
                        CheckType.DurationSpike,
                        Severity.Warning,
                        60_000,
                        130_000,
                        "coingecko: the run took 2.2 min, 60 s expected"
                    ),
                }
            )
        );
    }

    [Test]
    public void The_order_in_which_runs_are_read_changes_nothing([Range(1, 5)] int seed)
    {
        var earlier = Given
            .Earlier(Given.Noisy(60, 250, seed))
            .Select((run, at) => at % 9 == 0 ? run with { Status = RunStatus.Failed } : run)
            .ToArray();
        var facts = Given.Source(Given.Run(fetched: 90), earlier);
        var expected = Verdicts(Given.Compare(facts));

        new Random(seed).Shuffle(earlier);

        Assert.That(Verdicts(Given.Compare(facts)), Is.EqualTo(expected));
    }

    [Test]
    public void Ten_times_as_many_of_everything_changes_no_result([Range(1, 20)] int seed)
    {
        var counts = Given.Noisy(30, 300, seed);
        foreach (var factor in new[] { 0.2, 0.5, 0.69, 0.8, 1.0, 1.5, 2.2, 6.0 })
        {
            var current = (long)(300 * factor);
            var plain = Given.Compare(Given.Source(Given.Run(fetched: Math.Max(100, current)), Given.Earlier(counts)));
            var scaled = Given.Compare(
                Given.Source(
                    Given.Run(fetched: Math.Max(100, current) * 10),
                    Given.Earlier([.. counts.Select(count => count * 10)])
                )
            );
            Assert.That(Severities(scaled), Is.EqualTo(Severities(plain)), $"× {factor}");
        }
    }

    [Test]
    public void One_outlier_of_any_size_changes_no_result_for_a_run_at_the_median(
        [Values(7, 8, 15, 30)] int runs,
        [Values(0L, 1L, 10_000L, long.MaxValue / 4)] long outlier,
        [Range(1, 5)] int seed
    )
    {
        var counts = Given.Noisy(runs, 250, seed);
        var median = counts.Order().ElementAt(runs / 2);
        for (var at = 0; at < runs; at++)
        {
            long[] contaminated = [.. counts];
            contaminated[at] = outlier;
            var comparison = Given.Compare(Given.Source(Given.Run(fetched: median), Given.Earlier(contaminated)));
            Assert.That(comparison.Anomalies, Is.Empty, $"outlier at {at}");
        }
    }

    [Test]
    public void A_backfill_in_the_baseline_neither_hides_a_drop_nor_flags_a_normal_run()
    {
        long[] counts = [.. Given.Noisy(29, 250, 1), 10_000];

        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 60), Given.Earlier(counts)).Severity,
            Is.EqualTo(Severity.Critical)
        );
        Assert.That(Given.Compare(Given.Source(Given.Run(fetched: 250), Given.Earlier(counts))).Anomalies, Is.Empty);
    }

    [Test]
    public void A_permanent_level_shift_is_raised_once_then_named_and_is_the_baseline_after_ten_runs(
        [Values(60L, 150L, 600L, 2_500L)] long level,
        [Values(7, 30)] int window,
        [Range(1, 3)] int seed
    )
    {
        long[] all = [.. Given.Noisy(30, 250, seed), .. Given.Noisy(20, level, seed + 100)];
        var raised = new List<int>();
        var named = new List<int>();
        for (var after = 0; after < 20; after++)
        {
            var facts = Given.Source(Given.Run(fetched: all[30 + after]), Given.Earlier(all[..(30 + after)]));
            var comparison = Given.Compare(facts, settings: new ComparisonSettings(window));
            if (comparison.Anomalies.Any())
                raised.Add(after + 1);
            if (
                comparison.Checks.Any(check =>
                    check.Severity == Severity.Info && check.Reason.StartsWith("level shift", StringComparison.Ordinal)
                )
            )
                named.Add(after + 1);
        }

        Assert.That(raised, Is.EqualTo([1]));
        Assert.That(named, Is.EqualTo(Enumerable.Range(2, named.Count)).And.Count.InRange(2, 9));
    }

    [Test]
    public void With_the_full_window_a_shift_is_named_in_the_runs_two_to_ten()
    {
        for (var run = 2; run <= 12; run++)
        {
            long[] counts = [.. Enumerable.Repeat(250L, 30), .. Enumerable.Repeat(600L, run - 1)];
            var check = Given.Judge(CheckType.RecordSpike, Given.Run(fetched: 600), Given.Earlier(counts));
            Assert.That(check.Severity, Is.EqualTo(run <= 10 ? Severity.Info : Severity.Ok), $"run {run}");
        }
    }

    [Test]
    public void Nothing_at_all_is_no_level_and_is_raised_every_time()
    {
        long[] counts = [.. Enumerable.Repeat(250L, 20), 0, 0, 0];

        Assert.That(
            Given.Judge(CheckType.RecordDrop, Given.Run(fetched: 0), Given.Earlier(counts)).Severity,
            Is.EqualTo(Severity.Critical)
        );
    }

    [Test]
    public void A_return_from_a_passing_low_is_no_anomaly()
    {
        long[] counts = [.. Enumerable.Repeat(250L, 20), 60, 60, 60];

        Assert.That(Given.Compare(Given.Source(Given.Run(fetched: 250), Given.Earlier(counts))).Anomalies, Is.Empty);
    }

    [Test]
    public void Two_runs_are_compared_with_each_other_alone()
    {
        var facts = Given.Source(Given.Run(fetched: 100), Given.Earlier(30)) with
        {
            Against = Given.Run(200, fetched: 1_000),
        };

        var check = Given.Judge(CheckType.RecordDrop, facts);

        Assert.That((check.Severity, check.Expected?.Median), Is.EqualTo((Severity.Critical, (double?)1_000)));
    }

    [Test]
    public void As_of_an_instant_a_run_that_ended_later_was_running()
    {
        var seen = Given.Run().AsOf(Given.Now.AddSeconds(30));

        Assert.That(
            (seen.Status, seen.EndedAt, seen.Fetched),
            Is.EqualTo((RunStatus.Running, (DateTimeOffset?)null, (long?)null))
        );
    }

    [Test]
    public void As_of_its_end_a_run_has_ended() =>
        Assert.That(Given.Run().AsOf(Given.Run().EndedAt!.Value).Status, Is.EqualTo(RunStatus.Success));

    private static List<(CheckType, Severity, double?, string)> Verdicts(SourceComparison comparison) =>
        [.. comparison.Checks.Select(check => (check.Type, check.Severity, check.Score, check.Reason))];

    private static List<Severity> Severities(SourceComparison comparison) =>
        [.. comparison.Checks.Select(check => check.Severity)];
}
