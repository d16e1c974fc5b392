using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks;

/// <summary>The runs that a run is compared with, oldest first, and those that were left out.</summary>
public sealed record Baseline(BaselineKind Kind, IReadOnlyList<RunFacts> Runs, IReadOnlyList<ExcludedRun> Excluded)
{
    /// <summary>Runs of one hour of the day that make a baseline of their own.</summary>
    private const int EnoughOfOneHour = 7;

    public static readonly Baseline Empty = new(BaselineKind.None, [], []);

    public static Baseline Of(SourceFacts facts, ComparisonSettings settings)
    {
        if (facts.Run is not { } judged)
            return Empty;
        return facts.Against is { } other ? Pair(other) : Choose(judged, facts.Earlier, settings);
    }

    /// <param name="earlier">Runs of the same source, in any order.</param>
    public static Baseline Choose(RunFacts judged, IReadOnlyList<RunFacts> earlier, ComparisonSettings settings)
    {
        var oldest = judged.StartedAt.AddDays(-settings.MaxAgeDays);
        var chosen = new List<RunFacts>();
        var excluded = new List<ExcludedRun>();
        foreach (
            var run in earlier
                .Where(run => run.Sequence < judged.Sequence && run.StartedAt >= oldest)
                .OrderByDescending(run => run.Sequence)
        )
        {
            if (chosen.Count == settings.Window)
                break;
            if (ExclusionReason(run, judged) is { } reason)
                excluded.Add(new ExcludedRun(run.RunId, reason));
            else
                chosen.Add(run);
        }

        chosen.Reverse();
        return OfOneHour(judged, chosen, excluded)
            ?? new Baseline(chosen.Count == 0 ? BaselineKind.None : BaselineKind.Recent, chosen, excluded);
    }

    private static Baseline Pair(RunFacts other) =>
        other.Status == RunStatus.Success
            ? new Baseline(BaselineKind.Pair, [other], [])
            : new Baseline(
                BaselineKind.Pair,
                [],
                [new ExcludedRun(other.RunId, "it did not succeed, so its numbers are incomplete")]
            );

    private static string? ExclusionReason(RunFacts run, RunFacts judged) =>
        run switch
        {
            _ when judged.TriggeredBy == RunTrigger.Backfill => "the judged run is a backfill",
            { Status: RunStatus.Failed } => "it failed",
            { Status: RunStatus.Running } => "it had not ended",
            _ when run.EndedAt > judged.StartedAt => "it ended after the judged run started",
            { TriggeredBy: RunTrigger.Backfill } => "it is a backfill",
            { TriggeredBy: RunTrigger.Manual } when judged.TriggeredBy != RunTrigger.Manual =>
                "it was started manually, so it may be a backfill",
            // A retry replaces the scheduled run that failed: they count together.
            _ when IsManual(run) != IsManual(judged) =>
                $"it was started by {Wording.Of(run.TriggeredBy)}, the judged run by {Wording.Of(judged.TriggeredBy)}",
            _ => null,
        };

    private static bool IsManual(RunFacts run) => run.TriggeredBy == RunTrigger.Manual;

    private static Baseline? OfOneHour(RunFacts judged, List<RunFacts> chosen, List<ExcludedRun> excluded)
    {
        var same = chosen.Where(run => Hour(run) == Hour(judged)).ToList();
        if (same.Count < EnoughOfOneHour || same.Count == chosen.Count)
            return null;

        var others = chosen
            .Where(run => Hour(run) != Hour(judged))
            .Reverse()
            .Select(run => new ExcludedRun(run.RunId, "it started at another hour of the day"));
        return new Baseline(BaselineKind.HourOfDay, same, [.. excluded, .. others]);
    }

    /// <summary>The nearest full hour: a scheduler fires a little before or after it.</summary>
    private static int Hour(RunFacts run) => run.StartedAt.UtcDateTime.AddMinutes(30).Hour;
}
