using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Application.RunChecks;

/// <summary>Runs of sources in memory, an hour apart, and what was asked of them.</summary>
internal sealed class RecordedHistory : IRunHistory
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<RunFacts> _runs = [];

    public SourceFacts Source { get; set; } = new() { Source = "coingecko" };

    public bool? IsOrphaned { get; set; }

    public Dictionary<Guid, long> Rejected { get; } = [];

    public List<AssetPrices> Prices { get; } = [];

    /// <summary>In the order they were asked.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Adds a run that started at an hour and took half of one.</summary>
    public RunFacts Add(int hour, RunStatus status = RunStatus.Success, string source = "coingecko")
    {
        var run = new RunFacts
        {
            RunId = new Guid(_runs.Count + 1, 0, 0, new byte[8]),
            Source = source,
            TriggeredBy = RunTrigger.Cron,
            Status = status,
            StartedAt = Start.AddHours(hour),
            EndedAt = status == RunStatus.Running ? null : Start.AddHours(hour).AddMinutes(30),
            Fetched = 100,
            Inserted = 100,
            Sequence = _runs.Count,
        };
        _runs.Add(run);
        return run;
    }

    public Task<RunFacts?> FindAsync(Guid runId, CancellationToken ct) =>
        Task.FromResult(_runs.Find(run => run.RunId == runId));

    public Task<IReadOnlyList<RunFacts>> ReadLatestAsync(
        string source,
        DateTimeOffset? asOf,
        int limit,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyList<RunFacts>>([
            .. _runs
                .Where(run => run.Source == source && (asOf is null || run.StartedAt <= asOf))
                .OrderByDescending(run => run.Sequence)
                .Take(limit),
        ]);

    public Task<IReadOnlyList<RunFacts>> ReadEarlierAsync(RunFacts run, int limit, CancellationToken ct)
    {
        Asked.Add($"{limit} earlier");
        return Task.FromResult<IReadOnlyList<RunFacts>>([
            .. _runs
                .Where(other => other.Source == run.Source && other.Sequence < run.Sequence)
                .OrderByDescending(other => other.Sequence)
                .Take(limit),
        ]);
    }

    public Task<SourceFacts> ReadSourceAsync(string source, DateTimeOffset? asOf, CancellationToken ct) =>
        Task.FromResult(Source with { Source = source });

    public Task<bool?> IsOrphanedAsync(RunFacts running, CancellationToken ct)
    {
        Asked.Add("orphaned");
        return Task.FromResult(IsOrphaned);
    }

    public Task<IReadOnlyDictionary<Guid, long>> CountRejectedAsync(
        string source,
        IReadOnlyList<RunFacts> runs,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<Guid, long>>(
            Rejected.Where(count => runs.Any(run => run.RunId == count.Key)).ToDictionary()
        );

    public Task<IReadOnlyDictionary<Guid, AssetFingerprints>> ReadAssetsAsync(
        IReadOnlyList<Guid> runIds,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyDictionary<Guid, AssetFingerprints>>(new Dictionary<Guid, AssetFingerprints>());

    public Task<IReadOnlyDictionary<uint, string>> NameAssetsAsync(
        string source,
        IReadOnlyList<uint> fingerprints,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyDictionary<uint, string>>(new Dictionary<uint, string>());

    public Task<IReadOnlyList<AssetPrices>> ReadPricesAsync(RunFacts run, CancellationToken ct)
    {
        Asked.Add($"prices of {run.RunId}");
        return Task.FromResult<IReadOnlyList<AssetPrices>>(Prices);
    }
}
