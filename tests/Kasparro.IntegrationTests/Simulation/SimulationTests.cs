using System.Globalization;
using Kasparro.Testing;

namespace Kasparro.IntegrationTests.Simulation;

/// <summary>
/// Thousands of short histories with a fault at any message between the product and its database. Each is the same for
/// the same seed. KASPARRO_SIMULATION_SEEDS=FIRST-LAST plays others, also one alone.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SimulationTests
{
    private const string Variable = "KASPARRO_SIMULATION_SEEDS";
    private const int Parts = 2;
    private const int SeedsOfAPart = 50;

    /// <summary>Fewer, and the simulation has stopped to try anything.</summary>
    private const double LeastShare = 0.3;

    [Test, Promise(1), Promise(3), Promise(4), Promise(5), Promise(6), Promise(8), Promise(17)]
    public async Task Whatever_fails_at_any_moment_the_promises_hold([Range(0, Parts - 1)] int part)
    {
        var seeds = Seeds(part);
        var faults = new Dictionary<Fault, int>();
        var planned = 0;
        await using (var player = await ScenarioPlayer.CreateAsync())
        {
            foreach (var seed in seeds)
            {
                var scenario = Scenario.Of(seed);
                planned += scenario.Steps.Count(step => step.Fault != Fault.None);
                Assert.That(await player.PlayAsync(scenario), Is.Empty, () => HowToRepeat(scenario));
            }

            faults = player.Faults;
        }

        TestContext.Out.WriteLine(
            $"{seeds.Count} seeds, {planned} faults planned, happened: "
                + string.Join(", ", faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Value} {fault.Key}"))
        );
        Assert.That(faults.Values.Sum(), Is.GreaterThanOrEqualTo(LeastShare * planned));
    }

    private static List<int> Seeds(int part)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(given))
            return [.. Enumerable.Range(part * SeedsOfAPart, SeedsOfAPart)];

        var ends = given.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return [.. Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Where(seed => seed % Parts == part)];
    }

    private static string HowToRepeat(Scenario scenario) =>
        $"""
            {Variable}={scenario.Seed} make test args="--filter FullyQualifiedName~SimulationTests"
            {scenario}
            """;
}
