using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks;

public sealed class RobustTests
{
    [TestCase(new double[] { 3, 1, 2 }, 2, 1)]
    [TestCase(new double[] { 4, 1, 3, 2 }, 2.5, 1)]
    [TestCase(new double[] { 1, 1, 2, 2, 4, 6, 9 }, 2, 1)]
    [TestCase(new double[] { 5 }, 5, 0)]
    public void Median_and_deviation_are_those_of_the_textbook(double[] values, double median, double mad)
    {
        Assert.That(Robust.Median(values), Is.EqualTo(median));
        Assert.That(Robust.Mad(values), Is.EqualTo(mad));
    }

    // Wilson 1927; the values are those of R's prop.test(correct = FALSE).
    [TestCase(0, 10, 0.0)]
    [TestCase(1, 10, 0.01787621)]
    [TestCase(5, 10, 0.23659309)]
    [TestCase(10, 10, 0.72246720)]
    [TestCase(30, 1000, 0.02109388)]
    public void Wilson_s_lower_bound_is_that_of_the_textbook(int hits, int trials, double bound)
    {
        Assert.That(Robust.WilsonLowerBound(hits, trials), Is.EqualTo(bound).Within(1e-5));
    }
}
