using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>Which assets a divergence names.</summary>
public sealed class DivergenceTests
{
    [Test]
    public void The_five_assets_that_are_farthest_off_are_shown_above_or_below()
    {
        var check = Judge(("near", 1), ("b", 4), ("a", 4), ("low", 0.1), ("half", 0.5), ("high", 8), ("higher", 1.1));

        Assert.That(check.Severity, Is.EqualTo(Severity.Critical));
        Assert.That(check.Evidence, Is.EqualTo(["low ×0.1", "high ×8", "a ×4", "b ×4", "half ×0.5"]));
    }

    [TestCase(2, "2 of 3 shared assets needed")]
    [TestCase(3, "prices differ from other sources by 69.31 % in the median of 3 assets (limit 2 %)")]
    public void Three_shared_assets_are_enough(int shared, string reason)
    {
        var check = Judge([.. Enumerable.Range(1, shared).Select(asset => ($"{asset}", 2.0))]);

        Assert.That(check.Reason, Is.EqualTo(reason));
    }

    [Test]
    public void No_asset_is_shown_where_the_median_is_within_the_limit() =>
        Assert.That(Judge(("a", 1), ("b", 1.01), ("merged wrongly", 9)).Evidence, Is.Empty);

    private static Check Judge(params (string Id, double Factor)[] assets) =>
        Given.Judge(
            CheckType.Divergence,
            Given.Source(Given.Run()) with
            {
                Prices =
                [
                    .. assets.Select(asset => new AssetPrices(
                        asset.Id,
                        Given.Now,
                        LogPrice: Math.Log(asset.Factor),
                        Earlier: [],
                        Elsewhere: [0]
                    )),
                ],
            }
        );
}
