using Kasparro.Domain.RunChecks;
using Kasparro.Domain.RunChecks.Checks;

namespace Kasparro.UnitTests.Domain.RunChecks;

/// <summary>
/// How often the duration rule is right, over simulated runs: log-normal, one in three beyond a factor of 1.35. The
/// same draws every time.
/// </summary>
public sealed class OperatingCharacteristicTests
{
    private const int Draws = 3_000;
    private const double Sigma = 0.30;

    [TestCase(false, 0.78, 0.010)]
    [TestCase(true, 0.74, 0.012)]
    public void Triplings_are_caught_and_ordinary_runs_left_alone_with_a_twentyfold_backfill_in_the_baseline_or_without(
        bool isContaminated,
        double caught,
        double falseAlarms
    )
    {
        var random = new Random(815);
        int hits = 0,
            alarms = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var durations = Enumerable.Range(0, 30).Select(_ => Duration(random)).ToArray();
            if (isContaminated)
                durations[random.Next(30)] *= 20;
            var earlier = durations
                .Select((duration, at) => Given.Run(30 - at) with { DurationMs = duration })
                .ToList();
            var ordinary = Duration(random);
            if (IsRaised(ordinary, earlier))
                alarms++;
            if (IsRaised(3 * ordinary, earlier))
                hits++;
        }

        Assert.That(hits / (double)Draws, Is.GreaterThan(caught));
        Assert.That(alarms / (double)Draws, Is.LessThan(falseAlarms));
    }

    private static bool IsRaised(long duration, IReadOnlyList<RunFacts> earlier)
    {
        var facts = Given.Source(Given.Run() with { DurationMs = duration }, earlier);
        var settings = new ComparisonSettings();
        return DurationSpike.Judge(new Comparison(facts, Baseline.Of(facts, settings), settings, Given.Now)).Severity
            >= Severity.Warning;
    }

    /// <summary>Box and Muller.</summary>
    private static long Duration(Random random) =>
        (long)(
            60_000
            * Math.Exp(
                Sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())
            )
        );
}
