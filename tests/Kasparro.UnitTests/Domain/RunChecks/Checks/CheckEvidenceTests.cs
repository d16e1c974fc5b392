using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks.Checks;

/// <summary>Which assets a check names: the worst first, and not more than a person reads.</summary>
public sealed class CheckEvidenceTests
{
    [Test]
    public void The_five_prices_that_jumped_furthest_are_named_and_equal_ones_by_id()
    {
        var prices = new[] { ("b", 2.0), ("a", 2.0), ("f", 1.5), ("c", 0.25), ("d", 3.0), ("e", 1.4), ("calm", 1.0) };

        var check = Given.Judge(CheckType.PriceJump, Given.Jumped(prices));

        Assert.That(check.Evidence, Is.EqualTo(["c ×0.25", "d ×3", "a ×2", "b ×2", "f ×1.5"]));
        Assert.That(check.Reason, Is.EqualTo("85.71 % of the prices (6 of 7) jumped (limit 5 %)"));
        Assert.That(check.Current, Is.EqualTo(0.857143));
    }

    [Test]
    public void A_jump_by_a_power_of_ten_is_named_as_a_change_of_unit() =>
        Assert.That(
            Given.Judge(CheckType.PriceJump, Given.Jumped([("a", 1_000), ("b", 1_010), ("c", 1)])).Reason,
            Is.EqualTo(
                "66.67 % of the prices (2 of 3) jumped (limit 5 %), most of them by about 10^3, "
                    + "as after a change of unit"
            )
        );

    [TestCase(true, "no asset has the 7 earlier prices needed")]
    [TestCase(false, "the run has no transformed prices; where they are held back, /findings says why")]
    public void Without_prices_to_compare_it_says_which_are_missing(bool hasPrices, string reason) =>
        Assert.That(
            Given
                .Judge(
                    CheckType.PriceJump,
                    Given.Source(Given.Run()) with
                    {
                        Prices = hasPrices ? [new AssetPrices("a", Given.Now, 1, [1], [])] : [],
                    }
                )
                .Reason,
            Is.EqualTo(reason)
        );

    [Test]
    public void The_five_prices_furthest_from_other_sources_are_named_and_equal_ones_by_id()
    {
        var prices = new[] { ("b", 2.0), ("a", 2.0), ("f", 1.5), ("c", 0.25), ("d", 3.0), ("e", 1.4), ("calm", 1.0) };

        var check = Given.Judge(
            CheckType.Divergence,
            Given.Source(Given.Run()) with
            {
                Prices = [.. prices.Select(price => Elsewhere(price.Item1, price.Item2))],
            }
        );

        Assert.That(check.Evidence, Is.EqualTo(["c ×0.25", "d ×3", "a ×2", "b ×2", "f ×1.5"]));
        Assert.That(
            check.Reason,
            Is.EqualTo("prices differ from other sources by 69.31 % in the median of 7 assets (limit 2 %)")
        );
        Assert.That(check.Current, Is.EqualTo(0.693147));
    }

    [TestCase(1, "1 of 20 regular assets is missing: asset-00")]
    [TestCase(3, "3 of 20 regular assets are missing: asset-00, asset-01, asset-02")]
    [TestCase(12, "12 of 20 regular assets are missing: asset-00, asset-01, asset-02, …")]
    public void Of_missing_assets_three_are_in_the_sentence_and_ten_are_evidence(int missing, string reason)
    {
        var check = Given.Judge(CheckType.MissingAssets, Missing(missing, alsoBefore: 0));

        Assert.That(check.Reason, Is.EqualTo(reason));
        Assert.That(
            check.Evidence,
            Is.EqualTo(Enumerable.Range(0, Math.Min(missing, 10)).Select(asset => $"asset-{asset:00}"))
        );
    }

    [Test]
    public void Of_missing_assets_those_that_left_now_are_named_and_counted()
    {
        var check = Given.Judge(CheckType.MissingAssets, Missing(5, alsoBefore: 3));

        Assert.That(check.Reason, Is.EqualTo("2 of 20 regular assets are missing: asset-03, asset-04"));
        Assert.That((check.Current, check.Evidence), Is.EqualTo(((double?)2, new[] { "asset-03", "asset-04" })));
    }

    [Test]
    public void Assets_that_left_before_are_named_again_without_alarm()
    {
        var check = Given.Judge(CheckType.MissingAssets, Missing(2, alsoBefore: 2));

        Assert.That(
            (check.Severity, check.Reason),
            Is.EqualTo((Severity.Info, "2 of 20 regular assets are still missing, reported before"))
        );
        Assert.That((check.Current, check.Evidence), Is.EqualTo(((double?)2, new[] { "asset-00", "asset-01" })));
    }

    [Test]
    public void The_names_of_missing_assets_are_looked_up_for_those_alone()
    {
        var facts = Missing(2, alsoBefore: 0);

        Assert.That(MissingAssets(facts), Is.EqualTo([0u, 1u]));
        Assert.That(MissingAssets(facts with { Run = null }), Is.Empty);
        Assert.That(
            MissingAssets(facts with { Assets = new Dictionary<Guid, AssetFingerprints>() }),
            Is.Empty,
            "the run did not record its assets"
        );
    }

    private static IReadOnlyList<uint> MissingAssets(SourceFacts facts) =>
        Kasparro.Domain.RunChecks.Checks.MissingAssets.Find(
            facts,
            Baseline.Choose(Given.Run(), facts.Earlier, new ComparisonSettings())
        );

    /// <summary>The first assets are missing; so many of them in the run before as well.</summary>
    private static SourceFacts Missing(int missing, int alsoBefore)
    {
        uint[] all = [.. Enumerable.Range(0, 20).Select(asset => (uint)asset)];
        return Given.Source(Given.Run(), Given.Earlier(10)) with
        {
            Assets = Enumerable
                .Range(0, 11)
                .ToDictionary(
                    ago => Given.Run(ago).RunId,
                    ago =>
                        AssetFingerprints.Of(
                            all.Skip(
                                ago == 0 ? missing
                                : ago == 1 ? alsoBefore
                                : 0
                            )
                        )
                ),
            NamesByAsset = all.ToDictionary(asset => asset, asset => $"asset-{asset:00}"),
        };
    }

    private static AssetPrices Elsewhere(string id, double factor) =>
        new(id, Given.Now, Math.Log(factor) + 0.5, [], [0.5, 0.5]);
}
