using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks;

/// <summary>What every check reads.</summary>
/// <param name="AsOf">The instant of judging.</param>
internal sealed record Comparison(
    SourceFacts Facts,
    Baseline Baseline,
    ComparisonSettings Settings,
    DateTimeOffset AsOf
)
{
    /// <summary>Two runs that a person compares are enough for each other.</summary>
    public int MinRuns => Baseline.Kind == BaselineKind.Pair ? 1 : Settings.MinRuns;

    /// <summary>The judged run and those before it, newest first, without a running one.</summary>
    public IEnumerable<RunFacts> Ended =>
        Facts
            .Earlier.Where(run => run.Sequence < Facts.Run?.Sequence && run.Status != RunStatus.Running)
            .OrderByDescending(run => run.Sequence)
            .Prepend(Facts.Run)
            .OfType<RunFacts>();

    /// <summary>Why the judged run cannot be measured; null where it can.</summary>
    public string? SkipReason =>
        Facts.Run?.Status switch
        {
            null => "no run has ended yet",
            RunStatus.Running => "the run has not ended",
            RunStatus.Failed => "the run failed, so its numbers are incomplete",
            _ => null,
        };

    /// <summary>One metric of the baseline, oldest first, without runs that did not record it.</summary>
    public IReadOnlyList<double> History(Func<RunFacts, long?> metric) =>
        [.. Baseline.Runs.Select(metric).OfType<long>().Select(value => (double)value)];

    public string TooFew(int runs) => $"{runs} of {Wording.Count(MinRuns, "run")} needed";
}
