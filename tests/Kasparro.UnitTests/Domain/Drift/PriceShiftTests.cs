using System.Globalization;
using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

public sealed class PriceShiftTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(1_000, "1000")]
    [TestCase(100, "100")]
    [TestCase(10, "10")]
    [TestCase(2, "2")]
    [TestCase(1_370, "1400", Description = "another currency")]
    [TestCase(0.5, "0.5")]
    [TestCase(0.001, "0.001")]
    [TestCase(1e18, "1E+18")]
    public void Prices_that_all_move_by_one_factor_are_another_scale(double factor, string text)
    {
        var change = PriceShift.Of(Market(count: 50, factor))!;

        Assert.That((change.From, change.To, change.Severity), Is.EqualTo(("1", text, Severity.Critical)));
        Assert.That(change.Confidence, Is.GreaterThan(0.9));
    }

    [Test]
    public void A_twentieth_of_the_prices_is_enough_where_the_factor_is_a_power_of_ten()
    {
        double[] shifted = [.. Market(count: 240, factor: 1), .. Market(count: 14, factor: 1_000)];
        double[] doubled = [.. Market(count: 240, factor: 1), .. Market(count: 14, factor: 2)];

        Assert.That(PriceShift.Of(shifted)?.To, Is.EqualTo("1000"));
        Assert.That(PriceShift.Of(doubled), Is.Null);
    }

    [Test]
    public void Three_listings_of_three_are_a_pattern_and_two_are_none()
    {
        Assert.That(PriceShift.Of(Market(count: 3, factor: 1_000))?.To, Is.EqualTo("1000"));
        Assert.That(PriceShift.Of(Market(count: 2, factor: 1_000)), Is.Null);
        Assert.That(PriceShift.Of(Market(count: 3, factor: 2)), Is.Null, "a wild day of three coins");
    }

    [TestCase(19, 0, 2, false, Description = "a wild day of few coins")]
    [TestCase(20, 0, 2, true)]
    [TestCase(5, 5, 1_000, true, Description = "half of the few that are known")]
    [TestCase(5, 6, 1_000, false)]
    [TestCase(3, 17, 1_000, true, Description = "three of twenty")]
    [TestCase(3, 16, 1_000, false, Description = "three of nineteen")]
    [TestCase(14, 240, 5, false, Description = "no power of ten")]
    [TestCase(64, 190, 5, true, Description = "a quarter")]
    public void How_many_have_to_jump_depends_on_how_many_are_known_and_by_what_they_jump(
        int jumped,
        int quiet,
        double factor,
        bool isFound
    ) =>
        Assert.That(
            PriceShift.Of([.. Market(jumped, factor), .. Market(quiet, factor: 1)]),
            isFound ? Is.Not.Null : Is.Null
        );

    [TestCase(16, 4, true)]
    [TestCase(15, 5, false)]
    public void Four_fifths_of_those_that_jumped_jumped_together(int together, int others, bool isFound) =>
        Assert.That(
            PriceShift.Of([.. Market(together, factor: 1_000), .. Market(others, factor: 10)]),
            isFound ? Is.Not.Null : Is.Null
        );

    [Test]
    public void A_market_that_moves_while_the_unit_changes_hides_nothing() =>
        Assert.That(PriceShift.Of([.. Market(20, factor: 1_600), .. Market(21, factor: 1_000)]), Is.Not.Null);

    [TestCase(9, 9, 1_000, true, Description = "half of a few")]
    [TestCase(9, 10, 1_000, false)]
    [TestCase(5, 15, 2, true, Description = "a quarter")]
    [TestCase(5, 16, 2, false)]
    [TestCase(3, 57, 1_000, true, Description = "a twentieth, by a power of ten")]
    [TestCase(3, 58, 1_000, false)]
    public void A_share_of_the_prices_is_enough_and_less_is_not(int moved, int others, double factor, bool isShift) =>
        Assert.That(
            PriceShift.Of([.. Market(moved, factor), .. Market(others, factor: 1)]),
            isShift ? Is.Not.Null : Is.Null
        );

    [Test]
    public void A_market_that_falls_by_half_is_no_other_scale()
    {
        var random = new Random(1);
        for (var day = 0; day < 1_000; day++)
        {
            var moves = Enumerable.Range(0, 250).Select(_ => Math.Log10(0.5) + (0.12 * Normal(random))).ToList();
            Assert.That(PriceShift.Of(moves), Is.Null, $"day {day}");
        }
    }

    [Test]
    public void Quiet_runs_show_none()
    {
        var random = new Random(2);
        for (var run = 0; run < 1_000; run++)
            Assert.That(
                PriceShift.Of([.. Enumerable.Range(0, run % 300).Select(_ => 0.02 * Normal(random))]),
                Is.Null,
                $"run {run}"
            );
    }

    [Test]
    public void A_run_that_brings_little_is_still_of_the_other_scale_where_its_prices_are()
    {
        var shift = PriceShift.Of(Market(count: 50, factor: 1_000))!;

        Assert.That(PriceShift.IsStill(shift, Market(count: 1, factor: 1_000)), Is.True);
        Assert.That(PriceShift.IsStill(shift, Market(count: 1, factor: 1)), Is.False);
        Assert.That(PriceShift.IsStill(shift, Market(count: 250, factor: 1)), Is.False);
        Assert.That(PriceShift.IsStill(shift, [.. Market(5, 1_000), .. Market(95, 1)]), Is.True, "a twentieth");
        Assert.That(PriceShift.IsStill(shift, [.. Market(4, 1_000), .. Market(96, 1)]), Is.False);
    }

    [Test]
    public void A_change_that_is_held_back_is_one_until_prices_are_as_before()
    {
        var drifts = Follow([], [Run(1, 1_000), Run(2, 1_000), Run(3, null), Run(4, 1_000)], DriftPolicy.Pause);

        Assert.That(
            drifts.Select(drift => (drift.FirstRawId, drift.LastRawId, drift.Status)),
            Is.EqualTo(new (long?, long?, DriftStatus)[] { (10, 29, DriftStatus.Ended), (40, 49, DriftStatus.Open) })
        );
    }

    [Test]
    public void A_change_that_only_warns_stays_until_prices_jump_back()
    {
        var open = Follow([], [Run(1, 1_000), Run(2, null)], DriftPolicy.Warn).Single();
        Assert.That(open.Status, Is.EqualTo(DriftStatus.Open), "nothing moves, and prices are still wrong");

        Assert.That(Follow([open], [Run(3, null)], DriftPolicy.Warn), Is.Empty);
        var again = Follow([open], [Run(3, 1_000)], DriftPolicy.Warn).Single();
        Assert.That((again.Status, again.RunsSeen), Is.EqualTo((DriftStatus.Open, 2)), "the same jump once more");
        Assert.That(Follow([open], [Run(3, 0.001)], DriftPolicy.Warn).Single().Status, Is.EqualTo(DriftStatus.Ended));
    }

    [TestCase(1_000, Description = "the same once more")]
    [TestCase(0.001, Description = "back again")]
    public void Where_the_policy_has_become_to_pause_the_next_jump_is_held_back(double factor)
    {
        var open = Follow([], [Run(1, 1_000)], DriftPolicy.Warn).Single();

        var drifts = Follow([open], [Run(2, factor)], DriftPolicy.Pause);

        Assert.That(
            drifts.Select(drift => (drift.Policy, drift.FirstRawId, drift.Status)),
            Is.EqualTo(
                new (DriftPolicy, long?, DriftStatus)[]
                {
                    (DriftPolicy.Warn, 10, DriftStatus.Ended),
                    (DriftPolicy.Pause, 20, DriftStatus.Open),
                }
            )
        );
    }

    private static IReadOnlyList<SchemaDrift> Follow(
        IReadOnlyList<SchemaDrift> open,
        IReadOnlyList<PricedRun> runs,
        DriftPolicy policy
    ) =>
        PriceShift.Follow(
            open,
            runs,
            (run, shift) =>
                SchemaDrift.Open("csv", shift, policy, "1", run.RunId, (run.FirstRawId, run.LastRawId), s_at),
            s_at
        );

    private static PricedRun Run(int number, double? factor) =>
        new(
            new Guid(number, 0, 0, new byte[8]),
            number * 10,
            (number * 10) + 9,
            factor is { } shift ? PriceShift.Of(Market(count: 50, shift)) : null
        );

    /// <summary>Moves of a few per cent around a factor, the same ones each time.</summary>
    private static double[] Market(int count, double factor)
    {
        var random = new Random(count.ToString(CultureInfo.InvariantCulture).Length);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Log10(factor) + (0.01 * Normal(random)))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
