using Kasparro.Application.Retention;

namespace Kasparro.UnitTests.Application.Retention;

public sealed class RetentionStateTests
{
    private static readonly DateTimeOffset s_from = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(24, false, Description = "midnight of another zone")]
    [TestCase(24.01, true)]
    [TestCase(-24, false)]
    public void The_limit_moves_back_where_it_is_more_than_a_day_earlier(double hours, bool isBack) =>
        Assert.That(new RetentionState(s_from, s_from).MovesBack(s_from.AddHours(-hours)), Is.EqualTo(isBack));

    [Test]
    public void Where_nothing_was_removed_nothing_can_be_restored() =>
        Assert.That(new RetentionState(PricesFrom: null, s_from).MovesBack(s_from), Is.False);
}
