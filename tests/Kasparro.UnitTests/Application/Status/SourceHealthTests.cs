using Kasparro.Application.Sources;
using Kasparro.Application.Status;
using Kasparro.Testing.Etl;

namespace Kasparro.UnitTests.Application.Status;

/// <summary>A source that is due every four hours.</summary>
public sealed class SourceHealthTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SourceDescription s_source = new ScriptedSource("csv").Description;

    [TestCase(0, SourceStatus.Ok)]
    [TestCase(6, SourceStatus.Ok)]
    [TestCase(6.001, SourceStatus.Stale)]
    public void It_is_stale_when_its_last_success_is_more_than_one_and_a_half_intervals_ago(
        double hours,
        SourceStatus expected
    )
    {
        var health = Of(new SourceProgress { Source = "csv", LastSuccessAt = s_now.AddHours(-hours) });

        Assert.That((health.State, health.Age), Is.EqualTo((expected, (TimeSpan?)TimeSpan.FromHours(hours))));
    }

    [Test]
    public void A_success_that_another_clock_put_into_the_future_has_no_age_below_zero() =>
        Assert.That(
            Of(new SourceProgress { Source = "csv", LastSuccessAt = s_now.AddHours(1) }).Age,
            Is.EqualTo(TimeSpan.Zero)
        );

    [Test]
    public void A_failure_counts_before_age_and_what_could_not_be_read_before_both()
    {
        var failed = new SourceProgress { Source = "csv", FailedLast = true };

        Assert.That(Of(failed).State, Is.EqualTo(SourceStatus.Failed));
        Assert.That(Of(failed, isKnown: false).State, Is.EqualTo(SourceStatus.Unknown));
        Assert.That(Of(null).State, Is.EqualTo(SourceStatus.NeverSucceeded));
        Assert.That(Of(null, isKnown: false).State, Is.EqualTo(SourceStatus.Unknown));
        Assert.That(Of(new SourceProgress { Source = "csv" }).State, Is.EqualTo(SourceStatus.NeverSucceeded));
    }

    [TestCase(6, false, false)]
    [TestCase(6.001, false, true)]
    [TestCase(1_000, true, false)]
    public void Its_data_are_old_by_their_own_time_where_they_are_to_be_of_now(double hours, bool isStatic, bool isOld)
    {
        var progress = new SourceProgress
        {
            Source = "csv",
            LastSuccessAt = s_now,
            NewestDataAt = s_now.AddHours(-hours),
        };

        Assert.That(
            SourceHealth.Of(s_source with { IsStatic = isStatic }, progress, isKnown: true, s_now).HasOldData,
            Is.EqualTo(isOld)
        );
    }

    [Test]
    public void Data_of_which_nothing_is_known_are_not_old() =>
        Assert.That(Of(new SourceProgress { Source = "csv", LastSuccessAt = s_now }).HasOldData, Is.False);

    [Test]
    public void Its_critical_findings_are_counted_where_anything_is_known()
    {
        Assert.That(Of(new SourceProgress { Source = "csv", CriticalFindings = 2 }).CriticalFindings, Is.EqualTo(2));
        Assert.That(Of(null).CriticalFindings, Is.Zero);
    }

    private static SourceHealth Of(SourceProgress? progress, bool isKnown = true) =>
        SourceHealth.Of(s_source, progress, isKnown, s_now);
}
