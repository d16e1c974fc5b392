using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class ProgressTextTests
{
    [TestCase(3, 10, "page 3 of 10, 1,500 records")]
    [TestCase(3, null, "page 3, 1,500 records")]
    [TestCase(3, 2, "page 3, 1,500 records", Description = "the source did not know better")]
    public void A_page_has_a_total_where_one_is_known(int page, int? pages, string text) =>
        Assert.That(ProgressText.Staged(page, pages, 1_500), Is.EqualTo(text));

    [Test]
    public void A_wait_says_why_and_for_how_long() =>
        Assert.That(
            ProgressText.Waiting("status 429", TimeSpan.FromSeconds(11.2)),
            Is.EqualTo("status 429, next try in 12 s")
        );

    [TestCase(50_000, 0.25, 10, "50,000 rows transformed, 25 %, 5,000 a second, 30 s left")]
    [TestCase(50_000, 0.01, 10, "50,000 rows transformed, 1 %, 5,000 a second, 17 min left")]
    [TestCase(50_000, 1.0, 10, "50,000 rows transformed, 100 %, 5,000 a second")]
    [TestCase(50_000, null, 10, "50,000 rows transformed, 5,000 a second")]
    [TestCase(500, 0.5, 0, "500 rows transformed, 50 %", Description = "too early for a rate")]
    public void A_transformation_has_a_share_a_rate_and_an_estimate(
        long rows,
        double? share,
        int seconds,
        string text
    ) => Assert.That(ProgressText.Transformed(rows, share, TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));
}
