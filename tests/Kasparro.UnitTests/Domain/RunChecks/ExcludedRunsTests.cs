using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks;

/// <summary>Runs that are never part of a baseline.</summary>
public sealed class ExcludedRunsTests
{
    [Test]
    public void A_backfill_and_other_runs_are_never_compared()
    {
        var backfill = Given.Run(1) with { TriggeredBy = RunTrigger.Backfill };

        Assert.That(
            Baseline.Choose(Given.Run(), [backfill], new ComparisonSettings()).Excluded,
            Is.EqualTo([new ExcludedRun(backfill.RunId, "it is a backfill")])
        );
        Assert.That(
            Baseline
                .Choose(
                    Given.Run() with
                    {
                        TriggeredBy = RunTrigger.Backfill,
                    },
                    [Given.Run(2)],
                    new ComparisonSettings()
                )
                .Excluded,
            Is.EqualTo([new ExcludedRun(Given.Run(2).RunId, "the judged run is a backfill")])
        );
    }

    [Test]
    public void Against_a_run_that_failed_nothing_can_be_compared()
    {
        var baseline = Baseline.Of(
            Given.Source(Given.Run()) with
            {
                Against = Given.Failed(5),
            },
            new ComparisonSettings()
        );

        Assert.That((baseline.Kind, baseline.Runs.Count), Is.EqualTo((BaselineKind.Pair, 0)));
        Assert.That(
            baseline.Excluded,
            Is.EqualTo([new ExcludedRun(Given.Run(5).RunId, "it did not succeed, so its numbers are incomplete")])
        );
    }

    [Test]
    public void A_run_that_ended_as_the_judged_one_started_is_part_of_the_baseline() =>
        Assert.That(
            Baseline
                .Choose(Given.Run(), [Given.Run(1) with { EndedAt = Given.Run().StartedAt }], new ComparisonSettings())
                .Runs,
            Has.Count.EqualTo(1)
        );
}
