using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.UnitTests.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

/// <summary>When a finding is over, and what its condition says of it.</summary>
public sealed class EndedFindingsTests
{
    [TestCase(FindingType.RecordDrop, 349, FindingStatus.Open)]
    [TestCase(FindingType.RecordDrop, 350, FindingStatus.Cleared)]
    [TestCase(FindingType.RecordSpike, 1_001, FindingStatus.Open)]
    [TestCase(FindingType.RecordSpike, 1_000, FindingStatus.Cleared)]
    [TestCase(FindingType.DurationSpike, 1_001, FindingStatus.Open)]
    [TestCase(FindingType.DurationSpike, 1_000, FindingStatus.Cleared)]
    [TestCase(FindingType.RejectionRate, 1_001, FindingStatus.Open)]
    [TestCase(FindingType.RejectionRate, 1_000, FindingStatus.Cleared)]
    [TestCase(FindingType.PartialPages, 9_999, FindingStatus.Cleared)]
    public void A_count_has_recovered_where_it_is_within_what_was_normal_when_it_left_it(
        FindingType type,
        double current,
        FindingStatus status
    )
    {
        var opened = FindingRules.Apply("coingecko", [], [Judged(type, ConditionState.Holds, 1)], Given.Now);

        var after = FindingRules.Apply("coingecko", opened, [Judged(type, ConditionState.Ended, current)], Given.Now);

        Assert.That(after.Single().Status, Is.EqualTo(status));
    }

    [Test]
    public void The_end_of_one_subject_ends_no_other()
    {
        var (cap, price) = (
            Judged(FindingType.FieldRemoved, ConditionState.Holds, 1) with
            {
                Subject = "cap",
            },
            Judged(FindingType.FieldRemoved, ConditionState.Holds, 1) with
            {
                Subject = "price",
            }
        );
        var opened = FindingRules.Apply("coingecko", [], [cap, price], Given.Now);

        var after = FindingRules.Apply("coingecko", opened, [price with { State = ConditionState.Ended }], Given.Now);

        Assert.That(
            after.Select(finding => (finding.Subject, finding.Status)),
            Is.EqualTo([("cap", FindingStatus.Open), ("price", FindingStatus.Cleared)])
        );
    }

    [TestCase(20, Severity.Critical, "coingecko: 20 of 20 new records could not be used (0 expected)")]
    [TestCase(19, Severity.Ok, "coingecko: 19 of 20 new records could not be used (0 expected)")]
    public void Rejected_records_are_reported_with_both_numbers(long rejected, Severity severity, string message)
    {
        var run = Given.Run() with { Fetched = 20, Inserted = 20, Rejected = rejected };

        var condition = AllRowsRejected.Judge(run)!;

        Assert.That((condition.Severity, condition.Message), Is.EqualTo((severity, message)));
        Assert.That(
            (condition.Expected, condition.Current, condition.RunId),
            Is.EqualTo((new Expected(0, null, 19), (double?)rejected, (Guid?)run.RunId))
        );
    }

    [Test]
    public void Old_data_is_reported_with_its_age_and_how_old_it_may_be()
    {
        var run = Given.Run() with { EndedAt = Given.Now, NewestDataAt = Given.Now.AddHours(-9) };

        var condition = OldData.Judge(run, Given.Cadence)!;

        Assert.That(
            condition.Message,
            Is.EqualTo("coingecko: the newest price was 9 h old when it was received, 4 h at most expected")
        );
        Assert.That(
            (condition.Expected, condition.RunId),
            Is.EqualTo((new Expected(14_400_000, null, 21_600_000), (Guid?)run.RunId))
        );
    }

    [Test]
    public void A_check_is_shown_by_its_run_and_one_of_a_running_run_by_that_one()
    {
        var running = Given.Run(-1) with { Status = RunStatus.Running, EndedAt = null };
        var facts = Given.Source(Given.Run(fetched: 12), Given.Earlier(30)) with
        {
            Running = running,
            IsLocked = false,
        };

        var held = Condition
            .Of(Given.Compare(facts), received: null)
            .Where(condition => condition.State == ConditionState.Holds)
            .ToDictionary(condition => condition.Type);

        Assert.That(held[FindingType.RecordDrop].RunId, Is.EqualTo(Given.Run().RunId));
        Assert.That(held[FindingType.RecordDrop].Message, Is.EqualTo("coingecko: 12 records fetched, 250 expected"));
        Assert.That(held[FindingType.RunStuck].RunId, Is.EqualTo(running.RunId));
    }

    [Test]
    public void What_was_reported_before_lasts()
    {
        var facts = Given.Source(Given.Run(fetched: 100), Given.Earlier([.. Enumerable.Repeat(250L, 20), 100]));

        Assert.That(
            Condition
                .Of(Given.Compare(facts), received: null)
                .Single(condition => condition.Type == FindingType.RecordDrop)
                .State,
            Is.EqualTo(ConditionState.Lasts)
        );
    }

    private static Condition Judged(FindingType type, ConditionState state, double current) =>
        new(type, "subject", state, state == ConditionState.Holds ? Severity.Warning : Severity.Ok)
        {
            Expected = new Expected(500, 350, 1_000),
            Current = current,
            Message = "It is so.",
        };
}
