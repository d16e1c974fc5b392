using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks;

/// <summary>
/// Runs and sources as a test needs them: every four hours, 250 records in a minute, all pages, half of it new.
/// </summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Cadence = TimeSpan.FromHours(4);

    public static RunFacts Run(int ago = 0, long fetched = 250) =>
        new()
        {
            RunId = new Guid(ago, 0, 0, new byte[8]),
            Source = "coingecko",
            TriggeredBy = RunTrigger.Cron,
            Status = RunStatus.Success,
            Sequence = -ago,
            StartedAt = Now - (ago * Cadence),
            EndedAt = Now - (ago * Cadence) + TimeSpan.FromMinutes(1),
            DurationMs = 60_000,
            Fetched = fetched,
            Inserted = fetched / 2,
            Rejected = 0,
            PagesExpected = 2,
            PagesReceived = 2,
            FirstPageReceived = true,
        };

    public static RunFacts Failed(int ago = 0, FailureClass failure = FailureClass.Transient) =>
        Run(ago) with
        {
            Status = RunStatus.Failed,
            FailureClass = failure,
            ErrorMessage = "It broke. Mend it.",
            Fetched = 0,
            Inserted = null,
            Rejected = null,
        };

    /// <summary>The runs before the judged one; the newest is the last.</summary>
    public static IReadOnlyList<RunFacts> Earlier(IReadOnlyList<long> fetched) =>
        [.. fetched.Select((records, at) => Run(fetched.Count - at, records))];

    /// <summary>So many runs before the judged one, all alike.</summary>
    public static IReadOnlyList<RunFacts> Earlier(int runs, Func<RunFacts, RunFacts>? change = null) =>
        [.. Enumerable.Range(1, runs).Select(ago => Run(ago)).Select(change ?? (run => run))];

    public static SourceFacts Source(RunFacts? run, IReadOnlyList<RunFacts>? earlier = null) =>
        new()
        {
            Source = "coingecko",
            Cadence = Cadence,
            TimeLimit = TimeSpan.FromMinutes(30),
            Run = run,
            Earlier = earlier ?? [],
            LastSuccessAt = Now + TimeSpan.FromMinutes(1),
        };

    public static SourceComparison Compare(
        SourceFacts facts,
        DateTimeOffset? asOf = null,
        ComparisonSettings? settings = null
    )
    {
        var used = settings ?? new ComparisonSettings();
        return SourceComparison.Of(facts, Baseline.Of(facts, used), used, asOf ?? Now + TimeSpan.FromMinutes(10));
    }

    public static Check Judge(CheckType type, SourceFacts facts, DateTimeOffset? asOf = null) =>
        Compare(facts, asOf).Checks.Single(check => check.Type == type);

    public static Check Judge(CheckType type, RunFacts run, IReadOnlyList<RunFacts> earlier) =>
        Judge(type, Source(run, earlier));

    /// <summary>Counts that vary by a few percent, as real ones do. The same every time.</summary>
    public static long[] Noisy(int runs, long around, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, runs)
                .Select(_ =>
                    (long)(
                        around
                        * Math.Exp(0.05 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))
                    )
                ),
        ];
    }

    /// <summary>A run whose prices are some times those of the ten runs before it, which were all the same.</summary>
    public static SourceFacts Jumped(IEnumerable<(string Id, double Factor)> prices) =>
        Source(Run()) with
        {
            Prices =
            [
                .. prices.Select(price => new AssetPrices(price.Id, Now, Math.Log(price.Factor), new double[10], [])),
            ],
        };
}
