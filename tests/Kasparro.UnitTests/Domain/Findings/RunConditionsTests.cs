using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.UnitTests.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

/// <summary>What a run shows besides its checks.</summary>
public sealed class RunConditionsTests
{
    [TestCase(20, 20, 20, ConditionState.Holds, Description = "nothing of it can be used")]
    [TestCase(20, 20, 19, ConditionState.Ended, Description = "one of it can")]
    [TestCase(20, 5, 4, ConditionState.Ended, Description = "one of the new ones can, and others are known")]
    [TestCase(20, 5, 0, ConditionState.Ended, Description = "new ones can, and others are known")]
    [TestCase(20, 5, 5, null, Description = "others are known, and may have been used")]
    [TestCase(20, 0, 0, null, Description = "nothing is new")]
    [TestCase(20, 20, null, null, Description = "not transformed yet")]
    public void Records_are_all_rejected_where_all_are_new_and_none_can_be_used(
        long fetched,
        long inserted,
        long? rejected,
        ConditionState? state
    )
    {
        var run = Given.Run() with { Fetched = fetched, Inserted = inserted, Rejected = rejected };

        Assert.That(AllRowsRejected.Judge(run)?.State, Is.EqualTo(state));
    }

    [Test]
    public void A_run_that_failed_and_no_run_at_all_show_nothing()
    {
        var failed = Given.Failed() with
        {
            Fetched = 20,
            Inserted = 20,
            Rejected = 20,
            NewestDataAt = Given.Now.AddDays(-9),
            RefusedFiles = ["a.csv: it is empty"],
        };

        foreach (var run in new[] { failed, null })
        {
            Assert.That(AllRowsRejected.Judge(run), Is.Null);
            Assert.That(LeftOutFiles.Judge(run), Is.Null);
            Assert.That(OldData.Judge(run, Given.Cadence), Is.Null);
        }
    }

    [TestCase(0, Severity.Ok)]
    [TestCase(6 * 60, Severity.Ok)]
    [TestCase((6 * 60) + 1, Severity.Warning)]
    [TestCase(12 * 60, Severity.Warning)]
    [TestCase((12 * 60) + 1, Severity.Critical)]
    [TestCase(-60, Severity.Ok, Description = "a time to come")]
    public void Data_is_old_by_how_old_it_was_when_the_run_ended(int minutes, Severity severity)
    {
        // A long run: what was fresh when it started is not fresh when it is stored.
        var run = Given.Run() with
        {
            StartedAt = Given.Now.AddHours(-1),
            EndedAt = Given.Now,
            NewestDataAt = Given.Now.AddMinutes(-minutes),
        };

        var condition = OldData.Judge(run, Given.Cadence)!;

        Assert.That(
            (condition.Severity, condition.State, condition.Current),
            Is.EqualTo(
                (
                    severity,
                    severity == Severity.Ok ? ConditionState.Ended : ConditionState.Holds,
                    (double?)Math.Max(0, minutes * 60_000)
                )
            )
        );
    }

    [Test]
    public void Files_that_were_left_out_are_a_finding_until_a_run_leaves_none_out()
    {
        var held = LeftOutFiles.Judge(Given.Run() with { RefusedFiles = ["a.csv: it is empty", "b.csv: no price"] })!;
        Assert.That(
            (held.State, held.Severity, held.Current, held.Message),
            Is.EqualTo(
                (
                    ConditionState.Holds,
                    Severity.Warning,
                    (double?)2,
                    "coingecko: 2 files left out, 0 expected. a.csv: it is empty"
                )
            )
        );

        var ended = LeftOutFiles.Judge(Given.Run())!;
        Assert.That((ended.State, ended.Severity), Is.EqualTo((ConditionState.Ended, Severity.Ok)));
    }

    [TestCase(20, false)]
    [TestCase(19, true)]
    public void Rejected_records_are_said_once(long rejected, bool isRate)
    {
        var run = Given.Run() with { Fetched = 20, Inserted = 20, Rejected = rejected };

        var conditions = Condition.Of(Given.Compare(Given.Source(run)), received: null);

        Assert.That(
            conditions.Where(condition => condition.State == ConditionState.Holds).Select(condition => condition.Type),
            Does.Contain(isRate ? FindingType.RejectionRate : FindingType.AllRowsRejected)
                .And.Not.Contain(isRate ? FindingType.AllRowsRejected : FindingType.RejectionRate)
        );
    }
}
