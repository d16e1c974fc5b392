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
        var market = Market(random);
        var assets = new Dictionary<Guid, AssetFingerprints>();
        var history = new List<RunFacts>();
        var findings = new List<Finding>();
        var held = new List<FindingType>();
        for (var run = 0; run < Runs; run++)
        {
            var judged = Run(run, random);
            assets.Add(judged.RunId, AssetFingerprints.Of(Largest(market, random)));
            var facts = Given.Source(judged, [.. history.TakeLast(60)]) with
            {
                LastSuccessAt = judged.EndedAt,
                Assets = assets,
                Prices = Prices(random),
            };
            var comparison = Given.Compare(facts, judged.EndedAt!.Value.AddMinutes(1));
            var standing = findings.Where(finding => finding.Status != FindingStatus.Cleared).ToList();
            var conditions = Condition.Of(comparison, assets[judged.RunId]);
            held.AddRange(conditions.Where(found => found.State == ConditionState.Holds).Select(found => found.Type));
            findings.RemoveAll(standing.Contains);
            findings.AddRange(FindingRules.Apply("coingecko", standing, conditions, judged.EndedAt.Value));
            history.Add(judged);
        }

        // One that stays open hides the others of its kind: what holds is counted, too.
        foreach (var types in (IEnumerable<FindingType>[])[held, findings.Select(finding => finding.Type)])
            Assert.That(
                types.CountBy(type => type).Where(type => type.Value > Runs / 100),
                Is.Empty,
                string.Join(", ", types.CountBy(type => type))
            );
    }

    /// <summary>
    /// 250 records within some percent, one minute within a fifth, half of it new or sometimes nothing, two rows in a
    /// hundred bad, now and then a page more than was announced.
    /// </summary>
    private static RunFacts Run(int number, Random random)
    {
        var started = Given.Now + (number * Given.Cadence);
        var duration = (long)(60_000 * Math.Exp(0.2 * Normal(random)));
        var inserted = random.Next(10) == 0 ? 0 : 120 + random.Next(10);
        return Given.Run() with
        {
            RunId = new Guid(number + 1, 0, 0, new byte[8]),
            Sequence = number,
            StartedAt = started,
            EndedAt = started.AddMilliseconds(duration),
            DurationMs = duration,
            Fetched = 250 + random.Next(-8, 9),
            Inserted = inserted,
            PagesReceived = 2 + (random.Next(20) == 0 ? 1 : 0),
            Rejected = Enumerable.Range(0, inserted).Count(_ => random.NextDouble() < 0.02),
        };
    }

    /// <summary>Sizes of more coins than the list has, by rank.</summary>
    private static double[] Market(Random random) =>
        [.. Enumerable.Range(1, 320).Select(rank => (-1.2 * Math.Log(rank)) + (0.05 * Normal(random)))];

    /// <summary>The 250 largest, an instant later: those around the last rank come and go.</summary>
    private static IEnumerable<uint> Largest(double[] market, Random random)
    {
        for (var coin = 0; coin < market.Length; coin++)
            market[coin] += 0.005 * Normal(random);
        return Enumerable
            .Range(0, market.Length)
            .OrderByDescending(coin => market[coin])
            .Take(250)
            .Select(coin => (uint)coin);
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
