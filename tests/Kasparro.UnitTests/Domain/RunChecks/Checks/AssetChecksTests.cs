using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>What came: missing_assets, price_jump, divergence.</summary>
public sealed class AssetChecksTests
{
    [TestCase(0, Severity.Ok)]
    [TestCase(1, Severity.Warning)]
    [TestCase(5, Severity.Warning)]
    [TestCase(6, Severity.Critical)]
    public void Missing_assets_warns_of_any_and_is_critical_beyond_five_percent(int missing, Severity severity)
    {
        var check = Given.Judge(
            CheckType.MissingAssets,
            WithAssets(runs: 7, current: Enumerable.Range(missing, 100 - missing), (_, _) => true)
        );

        Assert.That(check.Severity, Is.EqualTo(severity));
        Assert.That(check.Current, Is.EqualTo(missing));
    }

    [TestCase(8, Severity.Warning)]
    [TestCase(7, Severity.Ok)]
    public void An_asset_is_regular_that_eight_of_ten_runs_heard_of(int notifications, Severity severity)
    {
        // Asset 0 is absent from the oldest runs and from this one.
        var facts = WithAssets(
            runs: 10,
            current: Enumerable.Range(1, 99),
            (asset, ago) => asset != 0 || ago <= notifications
        );

        Assert.That(Given.Judge(CheckType.MissingAssets, facts).Severity, Is.EqualTo(severity));
    }

    [Test]
    public void Assets_that_stay_away_are_raised_once()
    {
        var facts = WithAssets(runs: 10, current: Enumerable.Range(1, 99), (asset, ago) => asset != 0 || ago > 1);

        var check = Given.Judge(CheckType.MissingAssets, facts);

        Assert.That(
            (check.Severity, check.Reason),
            Is.EqualTo((Severity.Info, "1 of 100 regular assets is still missing, reported before"))
        );
    }

    [TestCase(0, 1, false)]
    [TestCase(1, 2, true)]
    [TestCase(1, 3, false)]
    public void What_leaves_as_often_as_ever_opens_no_finding(int leftBefore, int missing, bool isUsual)
    {
        // One run before, other assets left and came back.
        var facts = WithAssets(
            runs: 10,
            current: Enumerable.Range(missing, 100 - missing),
            (asset, ago) => ago != 5 || asset < 100 - leftBefore
        );

        var conditions = Condition.Of(Given.Compare(facts), null);
        Assert.That(
            conditions.Single(condition => condition.Type == FindingType.MissingAssets).State,
            Is.EqualTo(isUsual ? ConditionState.Lasts : ConditionState.Holds)
        );
        Assert.That(Given.Judge(CheckType.MissingAssets, facts).Severity, Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void Missing_assets_are_named_where_their_name_is_known()
    {
        var facts = WithAssets(runs: 7, current: Enumerable.Range(2, 98), (_, _) => true) with
        {
            NamesByAsset = new Dictionary<uint, string> { [0] = "bitcoin" },
        };

        Assert.That(Given.Judge(CheckType.MissingAssets, facts).Evidence, Is.EqualTo(["#00000001", "bitcoin"]));
    }

    [Test]
    public void Missing_assets_needs_seven_runs_that_recorded_theirs()
    {
        Assert.That(
            Given.Judge(CheckType.MissingAssets, WithAssets(runs: 6, current: [1], (_, _) => true)).Reason,
            Is.EqualTo("6 of 7 runs needed")
        );
        Assert.That(
            Given.Judge(CheckType.MissingAssets, Given.Run(), Given.Earlier(10)).Reason,
            Is.EqualTo("the run did not record its assets")
        );
    }

    [TestCase(5, 1.3, Severity.Ok)]
    [TestCase(6, 1.28, Severity.Ok)]
    [TestCase(6, 1.3, Severity.Warning)]
    [TestCase(6, 0.77, Severity.Warning)]
    [TestCase(25, 1.5, Severity.Warning)]
    [TestCase(26, 1.5, Severity.Critical)]
    public void Price_jump_warns_beyond_five_percent_of_the_assets_and_is_critical_beyond_twenty_five(
        int jumped,
        double factor,
        Severity severity
    )
    {
        Assert.That(
            Given.Judge(CheckType.PriceJump, WithPrices(100, asset => asset < jumped ? factor : 1)).Severity,
            Is.EqualTo(severity)
        );
    }

    [TestCase(1_000.0, Severity.Critical)]
    [TestCase(0.001, Severity.Critical)]
    [TestCase(10.5, Severity.Critical)]
    [TestCase(500.0, Severity.Warning)]
    public void A_common_factor_near_a_power_of_ten_is_critical(double factor, Severity severity)
    {
        var check = Given.Judge(CheckType.PriceJump, WithPrices(100, asset => asset < 8 ? factor : 1));

        Assert.That(check.Severity, Is.EqualTo(severity));
        Assert.That(
            check.Reason.Contains("by about 10^", StringComparison.Ordinal),
            Is.EqualTo(severity == Severity.Critical)
        );
    }

    [TestCase(4, null)]
    [TestCase(5, 3)]
    public void A_power_of_ten_is_common_where_more_than_half_of_the_jumps_are_near_it(int near, int? power)
    {
        var prices = WithPrices(
            100,
            asset =>
                asset < near ? 1_000
                : asset < 8 ? 3
                : 1
        );

        Assert.That(Given.Judge(CheckType.PriceJump, prices).PowerOfTen, Is.EqualTo(power));
    }

    [Test]
    public void A_price_that_always_jumps_does_not_jump()
    {
        // Up and down by half: its own deviation is ln 1.5, and six of these are a factor of eleven.
        var restless = Enumerable.Range(0, 12).Select(at => at % 2 * Math.Log(1.5)).ToList();

        Assert.That(
            Given.Judge(CheckType.PriceJump, Facts(Enumerable.Repeat(Prices("a", Math.Log(3), restless), 10))).Severity,
            Is.EqualTo(Severity.Ok)
        );
    }

    [Test]
    public void Price_jump_needs_seven_earlier_prices()
    {
        Assert.That(
            Given.Judge(CheckType.PriceJump, Facts([Prices("a", 5, new double[6])])).Reason,
            Is.EqualTo("no asset has the 7 earlier prices needed")
        );
        Assert.That(
            Given.Judge(CheckType.PriceJump, Facts([Prices("a", 5, new double[7])])).Severity,
            Is.EqualTo(Severity.Warning)
        );
    }

    [TestCase(1.019, Severity.Ok)]
    [TestCase(1.021, Severity.Warning)]
    [TestCase(1.10, Severity.Warning)]
    [TestCase(1.11, Severity.Critical)]
    [TestCase(0.9, Severity.Critical)]
    public void Divergence_warns_beyond_two_percent_in_the_median_and_is_critical_beyond_ten(
        double factor,
        Severity severity
    )
    {
        // One asset that is merged wrongly is no verification on the source.
        AssetPrices[] prices =
        [
            Prices("wrong", 9, []) with
            {
                Elsewhere = [0],
            },
            .. Enumerable
                .Range(0, 6)
                .Select(at => Prices($"{at}", Math.Log(factor), []) with { Elsewhere = [0, 0.001, -0.001] }),
        ];

        Assert.That(Given.Judge(CheckType.Divergence, Facts(prices)).Severity, Is.EqualTo(severity));
    }

    [Test]
    public void Divergence_is_skipped_where_too_few_assets_are_shared()
    {
        Assert.That(
            Given
                .Judge(CheckType.Divergence, Facts([Prices("a", 1, []) with { Elsewhere = [0] }, Prices("b", 1, [])]))
                .Reason,
            Is.EqualTo("1 of 3 shared assets needed")
        );
    }

    private static SourceFacts WithAssets(int runs, IEnumerable<int> current, Func<int, int, bool> notifications)
    {
        var assets = Enumerable
            .Range(1, runs)
            .ToDictionary(
                ago => Given.Run(ago).RunId,
                ago => Of(Enumerable.Range(0, 100).Where(asset => notifications(asset, ago)))
            );
        assets[Given.Run().RunId] = Of(current);
        return Given.Source(Given.Run(), Given.Earlier(runs)) with { Assets = assets };
    }

    private static AssetFingerprints Of(IEnumerable<int> assets) =>
        AssetFingerprints.Of(assets.Select(asset => (uint)asset));

    private static SourceFacts WithPrices(int assets, Func<int, double> factor) =>
        Facts(
            Enumerable
                .Range(0, assets)
                .Select(asset => Prices($"asset-{asset}", Math.Log(factor(asset)), new double[10]))
        );

    private static SourceFacts Facts(IEnumerable<AssetPrices> prices) =>
        Given.Source(Given.Run()) with
        {
            Prices = [.. prices],
        };

    private static AssetPrices Prices(string id, double logPrice, IReadOnlyList<double> earlier) =>
        new(id, Given.Now, logPrice, earlier, []);
}
