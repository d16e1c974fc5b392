using System.Globalization;

namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// The source's prices differ from those of other sources for the same assets at about the same time.
/// </summary>
internal static class Divergence
{
    private const CheckType Type = CheckType.Divergence;
    private const string Metric = "median_distance_to_other_sources";
    private const double Far = 0.02;
    private const double TooFar = 0.10;

    /// <summary>One or two assets may be merged wrongly, or traded thinly.</summary>
    private const int Fewest = 3;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);

        var shared = comparison.Facts.Prices.Where(prices => prices.Elsewhere.Count > 0).ToList();
        if (shared.Count < Fewest)
            return Check.Skipped(Type, Metric, $"{shared.Count} of {Fewest} shared assets needed");

        var distance = Robust.Median(shared.Select(prices => Math.Abs(Apart(prices))));
        return Check.Ok(
            Type,
            Metric,
            $"prices differ from other sources by {Wording.Percent(distance)} in the median of "
                + $"{Wording.Number(shared.Count)} assets (limit {Wording.Percent(Far)})",
            Math.Round(distance, 6),
            new Expected(0, null, Far)
        ) with
        {
            Severity =
                distance > TooFar ? Severity.Critical
                : distance > Far ? Severity.Warning
                : Severity.Ok,
            Evidence =
                distance > Far
                    ?
                    [
                        .. shared
                            .OrderByDescending(prices => Math.Abs(Apart(prices)))
                            .ThenBy(prices => prices.SourceAssetId, StringComparer.Ordinal)
                            .Take(5)
                            .Select(Shown),
                    ]
                    : [],
        };
    }

    private static double Apart(AssetPrices prices) => prices.LogPrice - Robust.Median(prices.Elsewhere);

    private static string Shown(AssetPrices prices) =>
        string.Create(CultureInfo.InvariantCulture, $"{prices.SourceAssetId} ×{Math.Exp(Apart(prices)):0.####}");
}
