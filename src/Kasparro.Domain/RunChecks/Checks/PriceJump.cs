using System.Globalization;

namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// Too many prices jumped against their own history. A moving market moves some of them; a changed unit or mapping
/// moves many, and by a power of ten.
/// </summary>
internal static class PriceJump
{
    private const CheckType Type = CheckType.PriceJump;
    private const string Metric = "share_of_prices_that_jumped";
    private const double Many = 0.05;
    private const double TooMany = 0.25;
    private const double OwnSpreads = 6;
    private const double SmallestJump = 0.25;

    /// <summary>One asset of one is a share of everything and no pattern.</summary>
    private const int Pattern = 3;

    /// <summary>How near a power of ten, in the natural logarithm: the market moves a little meanwhile.</summary>
    private const double NearPower = 0.1;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);

        var needed = comparison.Settings.MinRuns;
        var known = comparison.Facts.Prices.Where(prices => prices.Earlier.Count >= needed).ToList();
        if (known.Count == 0)
            return Check.Skipped(
                Type,
                Metric,
                comparison.Facts.Prices.Count == 0
                    ? "the run has no transformed prices; where they are held back, /findings says why"
                    : $"no asset has the {needed} earlier prices needed"
            );

        var jumped = known.Where(HasJumped).ToList();
        var share = (double)jumped.Count / known.Count;
        var power = CommonPower(jumped);
        return Check.Ok(
            Type,
            Metric,
            $"{Wording.Percent(share)} of the prices ({jumped.Count} of {known.Count}) jumped "
                + $"(limit {Wording.Percent(Many)}){Sentence(power)}",
            Math.Round(share, 6),
            new Expected(0, null, Many)
        ) with
        {
            Severity = SeverityOf(share, jumped.Count, power is not null),
            PowerOfTen = share > Many ? power : null,
            Evidence =
            [
                .. jumped
                    .OrderByDescending(prices => Math.Abs(Jump(prices)))
                    .ThenBy(prices => prices.SourceAssetId, StringComparer.Ordinal)
                    .Take(5)
                    .Select(Shown),
            ],
        };
    }

    private static Severity SeverityOf(double share, int jumped, bool hasCommonPower)
    {
        if (share <= Many)
            return Severity.Ok;
        return hasCommonPower || (share > TooMany && jumped >= Pattern) ? Severity.Critical : Severity.Warning;
    }

    private static bool HasJumped(AssetPrices prices)
    {
        // About no change at all: that is what a price does in the median, and its own median of a few changes is
        // mostly chance.
        var changes = prices
            .Earlier.Zip(prices.Earlier.Skip(1), (later, earlier) => Math.Abs(later - earlier))
            .ToList();
        var own = changes.Count == 0 ? 0 : Robust.Median(changes);
        return Math.Abs(Jump(prices)) > Math.Max(OwnSpreads * own, SmallestJump);
    }

    /// <summary>The power of ten that most of the jumps are near to; null where there is none.</summary>
    private static int? CommonPower(List<AssetPrices> jumped)
    {
        var common = jumped
            .Select(prices => (Jump: Jump(prices), Power: (int)Math.Round(Jump(prices) / Math.Log(10))))
            .Where(jump => jump.Power != 0 && Math.Abs(jump.Jump - (jump.Power * Math.Log(10))) <= NearPower)
            .GroupBy(jump => jump.Power)
            .MaxBy(power => power.Count());
        return common is not null && common.Count() * 2 > jumped.Count ? common.Key : null;
    }

    private static string Sentence(int? power) =>
        power is { } common
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", most of them by about 10^{common}, as after a change of unit"
            )
            : "";

    private static double Jump(AssetPrices prices) => prices.LogPrice - prices.Earlier[0];

    private static string Shown(AssetPrices prices) =>
        string.Create(CultureInfo.InvariantCulture, $"{prices.SourceAssetId} ×{Math.Exp(Jump(prices)):0.####}");
}
