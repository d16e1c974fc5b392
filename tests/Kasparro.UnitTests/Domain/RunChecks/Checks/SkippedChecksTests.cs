using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>What could not be judged, and why.</summary>
public sealed class SkippedChecksTests
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

    [TestCase(true, "the source's files do not change by themselves")]
    [TestCase(false, "2 of 3 runs needed")]
    public void Runs_without_news_need_three_of_a_source_that_changes(bool isStatic, string reason)
    {
        var runs = Given.Earlier(1, run => run with { Inserted = 0 });
        var facts = Given.Source(Given.Run() with { Inserted = 0 }, runs) with { IsStatic = isStatic };

        Assert.That(Given.Judge(CheckType.DuplicateOnly, facts).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void A_run_that_is_running_or_came_later_is_no_part_of_a_row()
    {
        var running = Given.Run(1) with { Status = RunStatus.Running, EndedAt = null };

        Assert.That(
            Given.Judge(CheckType.RunFailed, Given.Failed(), [running, Given.Failed(2), Given.Run(3)]).Current,
            Is.EqualTo(2)
        );
        Assert.That(Given.Judge(CheckType.RunFailed, Given.Failed(), [Given.Failed(-1)]).Current, Is.EqualTo(1));
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

    [Test]
    public void A_run_of_a_source_that_is_not_registered_has_no_cadence_to_be_late_for() =>
        Assert.That(
            Given.Judge(CheckType.Freshness, Given.Source(Given.Run()) with { Cadence = null }).Reason,
            Is.EqualTo("the source is not registered here, so its cadence is unknown")
        );

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

    private static RunFacts Running() =>
        Given.Run(-1) with
        {
            Status = RunStatus.Running,
            EndedAt = null,
            DurationMs = null,
        };
}
