using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks.Checks;

/// <summary>
/// Several consecutive runs returned only duplicates: the source responds, and its data no longer changes.
/// </summary>
internal static class DuplicateOnly
{
    private const CheckType Type = CheckType.DuplicateOnly;
    private const string Metric = "runs_without_news_in_a_row";
    private const int Many = 3;
    private const int TooMany = 10;

    public static Check Judge(Comparison comparison)
    {
        if (comparison.Facts.IsStatic)
            return Check.Skipped(Type, Metric, "the source's files do not change by themselves");
        if (comparison.SkipReason is { } reason)
            return Check.Skipped(Type, Metric, reason);

        var runs = comparison
            .Ended.Where(run => run is { Status: RunStatus.Success, Fetched: > 0, Inserted: not null })
            .ToList();
        var stale = runs.TakeWhile(run => run.Inserted == 0).ToList();
        if (stale.Count == runs.Count && runs.Count < Many)
            return Check.Skipped(Type, Metric, $"{runs.Count} of {Many} runs needed", stale.Count);

        return Check.Ok(
            Type,
            Metric,
            $"{Wording.Consecutive(stale.Count)} returned only duplicates (limit {Many - 1})",
            stale.Count,
            new Expected(0, null, Many - 1)
        ) with
        {
            Severity =
                stale.Count >= TooMany ? Severity.Critical
                : stale.Count >= Many ? Severity.Warning
                : Severity.Ok,
            Evidence = stale.Count >= Many ? [.. stale.Take(TooMany).Select(run => run.RunId.ToString())] : [],
        };
    }
}
