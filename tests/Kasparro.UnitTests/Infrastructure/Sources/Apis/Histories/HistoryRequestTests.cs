using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis.Histories;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis.Histories;

public sealed class HistoryRequestTests
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(-100, -10, -100, -10, Description = "long enough")]
    [TestCase(-100, -99, -100, -10, Description = "to its end")]
    [TestCase(-30, -20, -90, 0, Description = "as far as now, then to its beginning")]
    [TestCase(-1, 0, -90, 0)]
    [TestCase(-1, 1, -89, 1, Description = "an end after now is kept")]
    public void A_part_is_made_longer_where_the_provider_would_choose_smaller_steps(
        int from,
        int to,
        int start,
        int end
    )
    {
        var request = new HistoryRequest(
            "bitcoin",
            s_now.AddDays(from),
            s_now.AddDays(to),
            HistoryInterval.Daily,
            s_now
        ).AtLeast(TimeSpan.FromDays(90));

        Assert.That((request.From, request.To), Is.EqualTo((s_now.AddDays(start), s_now.AddDays(end))));
    }

    [Test]
    public void An_id_is_written_as_a_part_of_an_address() =>
        Assert.That(
            new HistoryRequest("a/b?c", s_now, s_now, HistoryInterval.Daily, s_now).CoinInAddress,
            Is.EqualTo("a%2Fb%3Fc")
        );
}
