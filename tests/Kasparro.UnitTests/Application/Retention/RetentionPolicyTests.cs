using Kasparro.Application.Retention;

namespace Kasparro.UnitTests.Application.Retention;

public sealed class RetentionPolicyTests
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly RetentionPolicy s_policy = new(new Dictionary<string, int> { ["csv"] = 30 });

    [TestCase("2026-04-30T00:00:00Z")]
    [TestCase("2026-04-30T23:59:59Z")]
    [TestCase("2026-05-01T01:30:00+02:00", Description = "still the day before in UTC")]
    public void All_runs_of_a_day_keep_the_same_prices(string now) =>
        Assert.That(
            s_policy.PricesFrom("csv", DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(s_day)
        );

    [Test]
    public void A_source_that_is_not_named_keeps_all() => Assert.That(s_policy.PricesFrom("coingecko", s_day), Is.Null);

    [TestCase(0, false)]
    [TestCase(-24, false, Description = "a clock that is behind at midnight")]
    [TestCase(-25, true)]
    [TestCase(24, false)]
    public void A_limit_moves_back_where_it_is_more_than_a_day_earlier(int hours, bool movesBack) =>
        Assert.That(new RetentionState(s_day, s_day).MovesBack(s_day.AddHours(hours)), Is.EqualTo(movesBack));

    [Test]
    public void Where_all_prices_are_there_no_limit_moves_back() =>
        Assert.That(new RetentionState(null, s_day).MovesBack(DateTimeOffset.MinValue), Is.False);
}
