using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>When a price has jumped, and how many make a finding.</summary>
public sealed class PriceJumpTests
{
    [TestCase(2, 3, Severity.Warning, Description = "no pattern")]
    [TestCase(3, 10, Severity.Critical)]
    public void More_than_a_quarter_is_critical_where_three_or_more_jumped(int jumped, int assets, Severity severity) =>
        Assert.That(
            Given
                .Judge(
                    CheckType.PriceJump,
                    Given.Jumped(Enumerable.Range(0, assets).Select(asset => ($"a{asset}", asset < jumped ? 1.5 : 1)))
                )
                .Severity,
            Is.EqualTo(severity)
        );

    [Test]
    public void A_price_jumps_against_its_own_changes_whatever_its_level()
    {
        var facts = Given.Source(Given.Run()) with
        {
            Prices = [new AssetPrices("a", Given.Now, 5 + Math.Log(1.5), [5, 5, 5, 5, 5, 5, 5], [])],
        };

        Assert.That(Given.Judge(CheckType.PriceJump, facts).Severity, Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void One_earlier_price_is_enough_where_one_run_is()
    {
        var facts = Given.Source(Given.Run()) with { Prices = [new AssetPrices("a", Given.Now, 1, [0], [])] };

        Assert.That(
            Given
                .Compare(facts, settings: new ComparisonSettings(MinRuns: 1))
                .Checks.Single(check => check.Type == CheckType.PriceJump)
                .Evidence,
            Is.EqualTo(["a ×2.7183"])
        );
    }

    [TestCase(3, null)]
    [TestCase(6, 3)]
    public void A_power_of_ten_is_kept_where_the_jump_is_a_finding(int jumped, int? power) =>
        Assert.That(
            Given
                .Judge(
                    CheckType.PriceJump,
                    Given.Jumped(Enumerable.Range(0, 100).Select(asset => ($"a{asset}", asset < jumped ? 1_000.0 : 1)))
                )
                .PowerOfTen,
            Is.EqualTo(power)
        );
}
