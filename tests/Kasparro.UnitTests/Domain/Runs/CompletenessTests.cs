using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.Runs;

public sealed class CompletenessTests
{
    private const string Scope = "all";

    [TestCase(950, false)]
    [TestCase(949, true)]
    [TestCase(1, true)]
    [TestCase(2_000, false)]
    public void A_run_is_short_below_95_percent_of_what_is_usual(long records, bool isShort) =>
        Assert.That(Expected(Succeeded(1_000)).IsShort(records), Is.EqualTo(isShort));

    [Test]
    public void Usual_is_the_median_of_the_last_five_successes() =>
        Assert.That(
            Expected(
                Succeeded(990),
                Succeeded(1_000),
                Failed(null),
                Succeeded(10),
                Succeeded(1_010),
                Succeeded(1_005),
                Succeeded(5),
                Succeeded(5)
            ).Usual,
            Is.EqualTo(1_000)
        );

    [Test]
    public void Usual_is_the_larger_of_the_two_in_the_middle_of_an_even_number()
    {
        Assert.That(Expected(Succeeded(900), Succeeded(1_000)).Usual, Is.EqualTo(1_000));
        Assert.That(
            Expected(Succeeded(5), Succeeded(1_000), Succeeded(900), Succeeded(1_100)).Usual,
            Is.EqualTo(1_000)
        );
    }

    [Test]
    public void Nothing_is_short_where_no_run_of_the_scope_succeeded() =>
        Assert.That(
            Expected(Failed(null), Succeeded(1_000) with { Scope = "another" }),
            Has.Property(nameof(Completeness.Usual)).Null
        );

    [Test]
    public void A_shrinking_is_believed_in_the_third_run_that_sees_it()
    {
        Assert.That(Expected(Short(500), Succeeded(1_000)).IsShort(500), Is.True, "second");
        Assert.That(Expected(Short(501), Short(500), Succeeded(1_000)).IsShort(499), Is.False, "third");
        Assert.That(Expected(Short(501), Failed(3), Short(500), Succeeded(1_000)).IsShort(499), Is.False, "between");
    }

    [Test]
    public void Runs_that_were_short_in_different_places_are_no_shrinking() =>
        Assert.That(Expected(Short(250), Short(500), Short(750), Succeeded(1_000)).IsShort(500), Is.True);

    [Test]
    public void A_success_in_between_starts_the_count_again() =>
        Assert.That(Expected(Short(500), Succeeded(1_000), Short(500), Succeeded(1_000)).IsShort(500), Is.True);

    [Test]
    public void What_was_believed_is_the_new_measure()
    {
        var expected = Expected(Succeeded(500) with { Usual = 1_000 }, Short(500), Short(500), Succeeded(1_000));

        Assert.That(expected.Usual, Is.EqualTo(500));
        Assert.That((expected.IsShort(480), expected.IsShort(250)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_person_may_accept_fewer()
    {
        var expected = Completeness.From([Succeeded(1_000).ToRun()], Scope, acceptsFewer: true);

        Assert.That((expected.IsShort(10), expected.IsBelowUsual(10)), Is.EqualTo((false, true)));
    }

    private static Completeness Expected(params EndedRun[] newestFirst) =>
        Completeness.From(newestFirst.Select(run => run.ToRun()), Scope, acceptsFewer: false);

    private static EndedRun Succeeded(long records) => new(RunStatus.Success, records, Usual: null);

    private static EndedRun Short(long records) => new(RunStatus.Failed, records, Usual: 1_000);

    private static EndedRun Failed(long? records) => new(RunStatus.Failed, records, Usual: null);

    private sealed record EndedRun(RunStatus Status, long? Records, long? Usual)
    {
        public string Scope { get; init; } = CompletenessTests.Scope;

        public (RunStatus Status, RunMetadata Metadata) ToRun() =>
            (
                Status,
                new RunMetadata
                {
                    Fetched = Records,
                    UsualRecords = Usual,
                    Scope = Scope,
                }
            );
    }
}
