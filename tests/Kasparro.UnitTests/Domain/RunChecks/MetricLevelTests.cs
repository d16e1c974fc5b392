using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks;

public sealed class MetricLevelTests
{
    private static readonly MetricLimits s_limits = new(Score: 3.5, Rise: 1.0, Fall: -0.30);

    [Test]
    public void The_score_is_the_distance_in_robust_deviations_of_the_logarithm()
    {
        // ln(1+x) of 99, 199, 399 is ln 100 + (0, 1, 2) ln 2: median ln 200, deviation ln 2.
        var level = new MetricLevel([99, 199, 399]);

        Assert.That(level.Median, Is.EqualTo(199));
        Assert.That(level.ScoreOf(799), Is.EqualTo(2 / 1.4826).Within(1e-9));
        Assert.That(level.ChangeOf(398), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Counts_that_never_vary_still_have_a_spread_of_five_percent()
    {
        Assert.That(new MetricLevel([99, 99, 99]).ScoreOf(104), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Limits_are_wider_for_fewer_runs()
    {
        // s = ln 1.05: 3.5 × (1 + 2/7) = 4.5 of them are a factor 1.2455, and 30 % are more than that.
        Assert.That(
            new MetricLevel([.. Enumerable.Repeat(99.0, 7)]).Expect(s_limits),
            Is.EqualTo(new Expected(99, 69.3, 198))
        );
        // With a wide spread it is the score that decides: s = 1.4826 ln 2, widened by 1 + 2/3.
        var wide = new MetricLevel([99, 199, 399]).Expect(s_limits);
        Assert.That(
            wide.Low,
            Is.EqualTo((200 * Math.Exp(-3.5 * (5.0 / 3) * 1.4826 * Math.Log(2))) - 1).Within(1e-5).Or.EqualTo(0)
        );
        Assert.That(wide.High, Is.EqualTo((200 * Math.Exp(3.5 * (5.0 / 3) * 1.4826 * Math.Log(2))) - 1).Within(1e-3));
    }

    [TestCase(0, 0)]
    [TestCase(5, double.PositiveInfinity)]
    public void From_nothing_every_change_is_infinite(double value, double change)
    {
        Assert.That(new MetricLevel([0, 0, 0]).ChangeOf(value), Is.EqualTo(change));
    }
}
