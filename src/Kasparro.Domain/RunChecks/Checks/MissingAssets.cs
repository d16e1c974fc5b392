namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// Assets that nearly every run of the baseline received are missing. One that the run before did not receive either
/// was reported then: universes drift, and absence is not deletion.
/// </summary>
public static class MissingAssets
{
    private const CheckType Type = CheckType.MissingAssets;
    private const string Metric = "missing_assets";
    private const double NearlyEveryRun = 0.8;
    private const double CriticalShare = 0.05;
    private const int MostShown = 10;

    /// <summary>Of a list of all assets, some leave for good every few days.</summary>
    private const double UsualShare = 0.005;

    internal static Check Judge(Comparison comparison)
    {
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);
        if (!comparison.Facts.Assets.TryGetValue(comparison.Facts.Run!.RunId, out var current))
            return Check.Skipped(Type, Metric, "the run did not record its assets");

        var history = History(comparison.Facts, comparison.Baseline);
        if (history.Count < comparison.MinRuns)
            return Check.Skipped(Type, Metric, comparison.TooFew(history.Count));

        var regular = Regular(history);
        var missing = regular.Where(asset => !current.Contains(asset)).ToList();
        var fresh = missing.Where(history[^1].Contains).ToList();
        var check = Check.Ok(
            Type,
            Metric,
            $"all {Wording.Number(regular.Count)} regular assets were received",
            missing.Count,
            new Expected(0, null, 0)
        );
        return missing.Count == 0
            ? check
            : Found(check, missing, fresh, regular.Count, comparison.Facts) with
            {
                IsUsual = fresh.Count <= Usual(history, regular),
            };
    }

    private static Check Found(Check check, List<uint> missing, List<uint> fresh, int regular, SourceFacts facts)
    {
        check = check with
        {
            Evidence =
            [
                .. (fresh.Count > 0 ? fresh : missing)
                    .Select(asset => Name(asset, facts))
                    .Order(StringComparer.Ordinal)
                    .Take(MostShown),
            ],
        };
        if (fresh.Count == 0)
            return check with
            {
                Severity = Severity.Info,
                Reason = $"{Missing(missing.Count, regular, "still missing")}, reported before",
            };
        return check with
        {
            Current = fresh.Count,
            Severity = fresh.Count > regular * CriticalShare ? Severity.Critical : Severity.Warning,
            Reason =
                $"{Missing(fresh.Count, regular, "missing")}: "
                + $"{string.Join(", ", check.Evidence.Take(3))}{(fresh.Count > 3 ? ", …" : "")}",
        };
    }

    /// <summary>The assets that the check may name, so that their names can be looked up.</summary>
    public static IReadOnlyList<uint> Find(SourceFacts facts, Baseline baseline)
    {
        if (facts.Run is not { } run || !facts.Assets.TryGetValue(run.RunId, out var current))
            return [];
        return [.. Regular(History(facts, baseline)).Where(asset => !current.Contains(asset))];
    }

    private static List<AssetFingerprints> History(SourceFacts facts, Baseline baseline) =>
        [.. baseline.Runs.Where(run => facts.Assets.ContainsKey(run.RunId)).Select(run => facts.Assets[run.RunId])];

    private static List<uint> Regular(List<AssetFingerprints> history)
    {
        var seen = new Dictionary<uint, int>();
        foreach (var run in history)
        foreach (var asset in run.All)
            seen[asset] = seen.GetValueOrDefault(asset) + 1;
        return
        [
            .. seen.Where(asset => asset.Value >= NearlyEveryRun * history.Count).Select(asset => asset.Key).Order(),
        ];
    }

    /// <summary>
    /// How many leave in an ordinary run: one more than ever left within the baseline. Of a list that ends at a rank,
    /// the last ones come and go.
    /// </summary>
    private static int Usual(List<AssetFingerprints> history, List<uint> regular)
    {
        var most = 0;
        for (var run = 1; run < history.Count; run++)
        {
            var (before, after) = (history[run - 1], history[run]);
            most = Math.Max(most, regular.Count(asset => before.Contains(asset) && !after.Contains(asset)));
        }

        return Math.Max(most == 0 ? 0 : most + 1, (int)(regular.Count * UsualShare));
    }

    private static string Missing(int count, int regular, string state) =>
        $"{Wording.Number(count)} of {Wording.Count(regular, "regular asset")} {(count == 1 ? "is" : "are")} {state}";

    private static string Name(uint asset, SourceFacts facts) =>
        facts.NamesByAsset.GetValueOrDefault(asset) ?? $"#{asset:x8}";
}
