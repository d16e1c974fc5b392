using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks;

public sealed class BaselineTests
{
    [Test]
    public void The_last_thirty_successful_runs_are_chosen_oldest_first()
    {
        var baseline = Baseline.Choose(Given.Run(), Given.Earlier(40), new ComparisonSettings());

        Assert.That(baseline.Kind, Is.EqualTo(BaselineKind.Recent));
        Assert.That(
            baseline.Runs.Select(run => run.RunId),
            Is.EqualTo(Enumerable.Range(1, 30).Reverse().Select(ago => Given.Run(ago).RunId))
        );
        Assert.That(baseline.Excluded, Is.Empty);
    }

    [Test]
    public void A_source_without_earlier_runs_has_no_baseline()
    {
        Assert.That(
            Baseline.Choose(Given.Run(), [], new ComparisonSettings()),
            Is.EqualTo(Baseline.Empty)
                .Using<Baseline>((left, right) => left.Kind == right.Kind && left.Runs.Count == right.Runs.Count)
        );
    }

    [Test]
    public void The_judged_run_is_never_part_of_its_baseline()
    {
        var judged = Given.Run();

        var baseline = Baseline.Choose(judged, [judged, Given.Run(1), Given.Run(-1)], new ComparisonSettings());

        Assert.That(baseline.Runs.Select(run => run.RunId), Is.EqualTo([Given.Run(1).RunId]));
        Assert.That(baseline.Excluded, Is.Empty);
    }

    [Test]
    public void Runs_that_are_left_out_are_reported_with_their_reason()
    {
        RunFacts[] earlier =
        [
            Given.Run(1) with
            {
                EndedAt = Given.Now.AddSeconds(1),
            },
            Given.Failed(2),
            Given.Run(3) with
            {
                Status = RunStatus.Running,
                EndedAt = null,
            },
            Given.Run(4) with
            {
                TriggeredBy = RunTrigger.Manual,
            },
            Given.Run(6),
        ];

        var baseline = Baseline.Choose(Given.Run(), earlier, new ComparisonSettings());

        Assert.That(baseline.Runs.Select(run => run.RunId), Is.EqualTo([Given.Run(6).RunId]));
        Assert.That(
            baseline.Excluded,
            Is.EqualTo(
                new ExcludedRun[]
                {
                    new(Given.Run(1).RunId, "it ended after the judged run started"),
                    new(Given.Run(2).RunId, "it failed"),
                    new(Given.Run(3).RunId, "it had not ended"),
                    new(Given.Run(4).RunId, "it was started manually, so it may be a backfill"),
                }
            )
        );
    }

    [TestCase(RunTrigger.Cron, RunTrigger.Retry)]
    [TestCase(RunTrigger.Retry, RunTrigger.Cron)]
    public void Scheduled_runs_and_their_retries_count_together(RunTrigger judged, RunTrigger earlier)
    {
        var baseline = Baseline.Choose(
            Given.Run() with
            {
                TriggeredBy = judged,
            },
            [Given.Run(1) with { TriggeredBy = earlier }],
            new ComparisonSettings()
        );

        Assert.That(baseline.Runs.Select(run => run.RunId), Is.EqualTo([Given.Run(1).RunId]));
    }

    [Test]
    public void A_run_of_a_person_is_not_judged_by_scheduled_ones()
    {
        var baseline = Baseline.Choose(
            Given.Run() with
            {
                TriggeredBy = RunTrigger.Manual,
            },
            [Given.Run(1)],
            new ComparisonSettings()
        );

        Assert.That(
            baseline.Excluded,
            Is.EqualTo([
                new ExcludedRun(Given.Run(1).RunId, "it was started by the scheduler, the judged run by a person"),
            ])
        );
    }

    [Test]
    public void Runs_of_more_than_thirty_days_ago_are_not_looked_at()
    {
        RunFacts[] earlier = [Given.Run(180), Given.Run(181)];

        Assert.That(
            Baseline.Choose(Given.Run(), earlier, new ComparisonSettings()).Runs.Select(run => run.RunId),
            Is.EqualTo([Given.Run(180).RunId])
        );
    }

    [Test]
    public void Seven_runs_of_the_same_hour_are_a_baseline_of_their_own_and_the_others_are_reported()
    {
        // Six runs a day: 42 are a week, of which seven began at this hour, give or take the scheduler's minutes.
        var earlier = Given.Earlier(
            42,
            run => run with { StartedAt = run.StartedAt.AddMinutes(run.Sequence % 12 == 0 ? 29 : -30) }
        );

        var baseline = Baseline.Choose(Given.Run(), earlier, new ComparisonSettings(Window: 50));

        Assert.That(baseline.Kind, Is.EqualTo(BaselineKind.HourOfDay));
        Assert.That(
            baseline.Runs.Select(run => run.RunId),
            Is.EqualTo(new[] { 42, 36, 30, 24, 18, 12, 6 }.Select(ago => Given.Run(ago).RunId))
        );
        Assert.That(
            baseline.Excluded,
            Has.Count.EqualTo(35)
                .And.All.Matches<ExcludedRun>(run => run.Reason == "it started at another hour of the day")
        );
    }

    [TestCase(-31)]
    [TestCase(30)]
    public void More_than_half_an_hour_away_is_another_hour(int minutes)
    {
        var earlier = Given.Earlier(42, run => run with { StartedAt = run.StartedAt.AddMinutes(minutes) });

        Assert.That(
            Baseline.Choose(Given.Run(), earlier, new ComparisonSettings(Window: 50)).Kind,
            Is.EqualTo(BaselineKind.Recent)
        );
    }

    [Test]
    public void Six_runs_of_the_same_hour_are_too_few_so_all_are_used()
    {
        Assert.That(
            Baseline.Choose(Given.Run(), Given.Earlier(41), new ComparisonSettings(Window: 50)).Kind,
            Is.EqualTo(BaselineKind.Recent)
        );
    }

    [Test]
    public void Against_one_run_that_run_is_the_baseline_whatever_started_it()
    {
        var other = Given.Run(5) with { TriggeredBy = RunTrigger.Manual };

        var baseline = Baseline.Of(
            Given.Source(Given.Run(), Given.Earlier(10)) with
            {
                Against = other,
            },
            new ComparisonSettings()
        );

        Assert.That(baseline.Kind, Is.EqualTo(BaselineKind.Pair));
        Assert.That(baseline.Runs, Is.EqualTo([other]));
    }
}
