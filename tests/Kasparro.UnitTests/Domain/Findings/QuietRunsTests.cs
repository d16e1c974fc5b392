using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.UnitTests.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Findings;

/// <summary>A thousand runs in which nothing happens: each check opens a finding in 1 % of them at most.</summary>
public sealed class QuietRunsTests
{
    private const int Runs = 1_000;

    [Test]
    public void Quiet_runs_open_findings_in_one_of_a_hundred_at_most()
    {
        var random = new Random(13);
        var history = new List<RunFacts>();
        var findings = new List<Finding>();
        for (var run = 0; run < Runs; run++)
        {
            var judged = Run(run, random);
            var facts = Given.Source(judged, [.. history.TakeLast(60)]) with
            {
                LastSuccessAt = judged.EndedAt,
                Prices = Prices(random),
            };
            var comparison = Given.Compare(facts, judged.EndedAt!.Value.AddMinutes(1));
            var standing = findings.Where(finding => finding.Status != FindingStatus.Cleared).ToList();
            findings.RemoveAll(standing.Contains);
            findings.AddRange(
                FindingRules.Apply("coingecko", standing, Condition.Of(comparison, null), judged.EndedAt.Value)
            );
            history.Add(judged);
        }

        Assert.That(
            findings.CountBy(finding => finding.Type).Where(type => type.Value > Runs / 100),
            Is.Empty,
            string.Join(", ", findings.CountBy(finding => finding.Type))
        );
    }

    /// <summary>
    /// 250 records within some percent, one minute within a fifth, half of it new, two rows in a hundred bad.
    /// </summary>
    private static RunFacts Run(int number, Random random)
    {
        var started = Given.Now + (number * Given.Cadence);
        var duration = (long)(60_000 * Math.Exp(0.2 * Normal(random)));
        var inserted = 120 + random.Next(10);
        return Given.Run() with
        {
            RunId = new Guid(number + 1, 0, 0, new byte[8]),
            Sequence = number,
            StartedAt = started,
            EndedAt = started.AddMilliseconds(duration),
            DurationMs = duration,
            Fetched = 250 + random.Next(-8, 9),
            Inserted = inserted,
            Rejected = Enumerable.Range(0, inserted).Count(_ => random.NextDouble() < 0.02),
        };
    }

    private static List<AssetPrices> Prices(Random random) =>
        [
            .. Enumerable
                .Range(0, 50)
                .Select(id =>
                {
                    var walk = new double[10];
                    for (var step = 1; step < walk.Length; step++)
                        walk[step] = walk[step - 1] + (0.03 * Normal(random));
                    return new AssetPrices(
                        $"coin-{id}",
                        Given.Now,
                        walk[^1],
                        [.. walk.Reverse().Skip(1)],
                        [walk[^1] + (0.005 * Normal(random))]
                    );
                }),
        ];

    /// <summary>Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
