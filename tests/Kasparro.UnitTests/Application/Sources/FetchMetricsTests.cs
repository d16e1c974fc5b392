using Kasparro.Application.Sources;

namespace Kasparro.UnitTests.Application.Sources;

/// <summary>What a run counts of what it fetches.</summary>
public sealed class FetchMetricsTests
{
    [Test]
    public void Everything_is_counted_and_nothing_is_expected_before_the_source_says_so()
    {
        var metrics = new FetchMetrics();
        Assert.That((metrics.PagesExpected, metrics.PagesReceived, metrics.Requests), Is.EqualTo(((int?)null, 0, 0L)));

        metrics.ExpectPages(0);
        Assert.That(metrics.PagesExpected, Is.Zero);
        metrics.ExpectPages(3);
        metrics.CountPage();
        metrics.CountPage();
        metrics.CountRequest();
        metrics.CountBytes(100);
        metrics.CountBytes(20);

        Assert.That(
            (metrics.PagesExpected, metrics.PagesReceived, metrics.Requests, metrics.Bytes),
            Is.EqualTo(((int?)3, 2, 1L, 120L))
        );
    }

    [Test]
    public void A_retry_is_counted_with_its_pause_and_reported()
    {
        var metrics = new FetchMetrics();
        metrics.CountRetry("a timeout", TimeSpan.FromSeconds(2));
        var reported = new List<(string, TimeSpan)>();
        metrics.OnRetry = (cause, pause) => reported.Add((cause, pause));

        metrics.CountRetry("HTTP 503", TimeSpan.FromSeconds(4));
        metrics.CountWait(TimeSpan.FromSeconds(1));

        Assert.That((metrics.Retries, metrics.Waited), Is.EqualTo((2L, TimeSpan.FromSeconds(7))));
        Assert.That(reported, Is.EqualTo([("HTTP 503", TimeSpan.FromSeconds(4))]));
    }

    [Test]
    public void A_request_beyond_the_budget_is_refused_and_not_counted()
    {
        var metrics = new FetchMetrics(new RequestBudget("CoinGecko", Limit: 10, Used: 8, DateTimeOffset.UnixEpoch));
        metrics.CountRequest();
        metrics.CountRequest();

        Assert.That(
            metrics.CountRequest,
            Throws.TypeOf<SourceException>().With.Message.EndsWith("and this run needs 3.")
        );
        Assert.That(metrics.Requests, Is.EqualTo(2));
    }
}
