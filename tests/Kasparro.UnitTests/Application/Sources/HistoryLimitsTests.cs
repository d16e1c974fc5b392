using Kasparro.Application.Sources;

namespace Kasparro.UnitTests.Application.Sources;

public sealed class HistoryLimitsTests
{
    private static readonly DateTimeOffset s_from = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(1, 1)]
    [TestCase(90, 1)]
    [TestCase(91, 2)]
    [TestCase(180, 2)]
    [TestCase(364, 5)]
    public void The_past_is_asked_for_in_as_few_parts_as_the_plan_allows(int days, int parts) =>
        Assert.That(Parts(s_from, s_from.AddDays(days)), Has.Count.EqualTo(parts));

    [Test]
    public void Each_part_begins_at_a_whole_second_where_the_one_before_it_ends_and_none_is_too_long()
    {
        var to = s_from.AddDays(1_000).AddMilliseconds(7);

        var parts = Parts(s_from, to);

        Assert.That((parts[0].From, parts[^1].To), Is.EqualTo((s_from, to)));
        Assert.That(parts.Skip(1).Select(part => part.From), Is.EqualTo(parts.SkipLast(1).Select(part => part.To)));
        Assert.That(parts.Select(part => part.From.Ticks % TimeSpan.TicksPerSecond), Is.All.Zero);
        Assert.That(
            parts.Select(part => part.To - part.From),
            Is.All.InRange(TimeSpan.FromDays(80), TimeSpan.FromDays(90) + TimeSpan.FromSeconds(1))
        );
    }

    [Test]
    public void A_plan_without_a_limit_reaches_back_without_end()
    {
        Assert.That(new HistoryLimits(null, TimeSpan.FromDays(1)).Earliest(s_from), Is.Null);
        Assert.That(
            new HistoryLimits(TimeSpan.FromDays(2), TimeSpan.FromDays(1)).Earliest(s_from),
            Is.EqualTo(s_from.AddDays(-2))
        );
    }

    private static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Parts(
        DateTimeOffset from,
        DateTimeOffset to
    ) => new HistoryLimits(null, TimeSpan.FromDays(90)).PartsOf(from, to);
}
