using Kasparro.Application.Sources;

namespace Kasparro.UnitTests.Application.Sources;

public sealed class HistoryLimitsTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(24, 24, 1)]
    [TestCase(25, 24, 2)]
    [TestCase(72, 24, 3)]
    [TestCase(1, 24, 1)]
    [TestCase(0, 24, 0)]
    [TestCase(-1, 24, 0, Description = "the plan's reach has overtaken what was asked for")]
    [TestCase(8_760, 2_160, 5)]
    public void The_past_is_asked_for_in_as_few_requests_as_the_plan_allows(int hours, int longest, int requests)
    {
        var to = s_from.AddHours(hours);
        var parts = new HistoryLimits(null, TimeSpan.FromHours(longest)).PartsOf(s_from, to);

        Assert.That(parts, Has.Count.EqualTo(requests));
        if (requests == 0)
            return;
        Assert.That((parts[0].From, parts[^1].To), Is.EqualTo((s_from, to)), "all of it");
        Assert.That(parts.Skip(1).Select(part => part.From), Is.EqualTo(parts.SkipLast(1).Select(part => part.To)));
        Assert.That(
            parts.Select(part => part.To - part.From),
            Has.All.GreaterThan(TimeSpan.Zero).And.All.LessThanOrEqualTo(TimeSpan.FromHours(longest).Add(s_second))
        );
    }

    [Test]
    public void Parts_begin_at_whole_seconds()
    {
        var parts = new HistoryLimits(null, TimeSpan.FromHours(7)).PartsOf(s_from, s_from.AddHours(50).AddSeconds(1));

        Assert.That(parts, Has.Count.EqualTo(8));
        Assert.That(parts.Select(part => part.From.Ticks % TimeSpan.TicksPerSecond), Has.All.Zero);
    }

    [Test]
    public void How_far_back_a_plan_reaches_is_counted_from_now()
    {
        Assert.That(
            new HistoryLimits(TimeSpan.FromDays(365), TimeSpan.FromDays(90)).Earliest(s_from),
            Is.EqualTo(s_from.AddDays(-365))
        );
        Assert.That(new HistoryLimits(null, TimeSpan.FromDays(90)).Earliest(s_from), Is.Null);
    }
}
