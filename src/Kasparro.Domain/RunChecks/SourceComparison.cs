using Kasparro.Domain.RunChecks.Checks;

namespace Kasparro.Domain.RunChecks;

/// <summary>One source's run, compared with its baseline.</summary>
public sealed record SourceComparison(string Source, RunFacts? Run, Baseline Baseline, IReadOnlyList<Check> Checks)
{
    public Severity Worst => Checks.Max(check => check.Severity);

    public IEnumerable<Anomaly> Anomalies =>
        Checks
            .Where(check => check.IsAnomaly)
            .OrderByDescending(check => check.Severity)
            .Select(check => new Anomaly(
                Source,
                check.ShownBy ?? Run?.RunId,
                check.Type,
                check.Severity,
                check.Expected?.Median,
                check.Current,
                $"{Source}: {check.Reason}"
            ));

    /// <summary>A pure function of what is stored and the instant of judging.</summary>
    public static SourceComparison Of(
        SourceFacts facts,
        Baseline baseline,
        ComparisonSettings settings,
        DateTimeOffset asOf
    )
    {
        var comparison = new Comparison(facts, baseline, settings, asOf);
        return new SourceComparison(
            facts.Source,
            facts.Run,
            baseline,
            [
                RunFailed.Judge(comparison),
                RunStuck.Judge(comparison),
                Freshness.Judge(comparison),
                RecordDrop.Judge(comparison),
                RecordSpike.Judge(comparison),
                DurationSpike.Judge(comparison),
                RejectionRate.Judge(comparison),
                MissingAssets.Judge(comparison),
                DuplicateOnly.Judge(comparison),
                PartialPages.Judge(comparison),
                PriceJump.Judge(comparison),
                Divergence.Judge(comparison),
            ]
        );
    }
}
