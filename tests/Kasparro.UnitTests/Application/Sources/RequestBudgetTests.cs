using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Application.Sources;

public sealed class RequestBudgetTests
{
    private static readonly DateTimeOffset s_renewal = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(10_000, 2_500, 0, 7_500)]
    [TestCase(10_000, 2_500, 1_000, 6_500)]
    [TestCase(10_000, 9_500, 1_000, 0)]
    [TestCase(10_000, 10_001, 0, 0)]
    public void Left_is_what_was_neither_sent_nor_is_kept(long limit, long used, long reserved, long left) =>
        Assert.That(Budget(limit, used, reserved).Left, Is.EqualTo(left));

    [TestCase(0, "CoinGecko has 500 of 10,000 requests left this month, and this run needs 1,200.")]
    [TestCase(
        400,
        "CoinGecko has 100 of 10,000 requests left this month (400 are kept for scheduled runs), and this run needs "
            + "1,200."
    )]
    public void Who_needs_more_learns_what_is_left_and_when_there_will_be_more(long reserved, string sentence)
    {
        var failure = Budget(10_000, 9_500, reserved).Exceeded(needed: 1_200).Failure;

        Assert.That((failure.Class, failure.Sentence), Is.EqualTo((FailureClass.Config, sentence)));
        Assert.That(failure.NextStep, Does.StartWith("It may run again on 2026-04-01."));
    }

    [Test]
    public void A_request_that_the_budget_refuses_is_not_counted()
    {
        var metrics = new FetchMetrics(Budget(limit: 10, used: 8, reserved: 0));
        metrics.CountRequest();
        metrics.CountRequest();

        for (var attempt = 1; attempt <= 2; attempt++)
            Assert.That(
                Assert.Throws<SourceException>(metrics.CountRequest)!.Failure.Sentence,
                Is.EqualTo("CoinGecko has 2 of 10 requests left this month, and this run needs 3.")
            );
        Assert.That(metrics.Requests, Is.EqualTo(2));
    }

    private static RequestBudget Budget(long limit, long used, long reserved) =>
        new("CoinGecko", limit, used, s_renewal) { Reserved = reserved };
}
