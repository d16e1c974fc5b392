using Kasparro.Application.Sources;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.RunChecks.Checks;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.RunChecks;

/// <summary>
/// Compares the latest run of every source, or one run, with the runs before it, or with one other run.
/// </summary>
/// <param name="Source">Null for every registered source.</param>
/// <param name="RunId">Null for the latest run that ended.</param>
/// <param name="Against">Null for the baseline.</param>
/// <param name="AsOf">Null for now.</param>
public sealed record CompareRuns(
    string? Source,
    Guid? RunId,
    Guid? Against,
    ComparisonSettings Settings,
    DateTimeOffset? AsOf
) : IQuery<RunComparison>;

internal sealed class CompareRunsHandler(IRunHistory history, SourceCatalog catalog, TimeProvider time)
    : IRequestHandler<CompareRuns, RunComparison>
{
    /// <summary>
    /// Runs beyond the window that are read: those that failed, or have another trigger, do not use it up.
    /// </summary>
    private const int BeyondTheWindow = 200;

    public async Task<RunComparison> Handle(CompareRuns query, CancellationToken ct)
    {
        var run = await FindAsync(query.RunId, query.AsOf, ct);
        var against = await FindAsync(query.Against, query.AsOf, ct);
        if (query.RunId is { } runId && run is null)
            return new RunComparison.RunNotFound($"There is no run {runId}.");
        if (query.Against is { } otherId && against is null)
            return new RunComparison.RunNotFound($"There is no run {otherId}.");

        string[] named = [.. new[] { query.Source, run?.Source, against?.Source }.OfType<string>().Distinct()];
        if (named.Length > 1)
            return new RunComparison.Mismatch(
                $"Runs of one source can be compared; these are of {string.Join(" and ", named)}."
            );

        var judgedAt = query.AsOf ?? time.GetUtcNow();
        var compared = new List<SourceComparison>();
        foreach (var source in named.Length == 0 ? catalog.Names : named)
        {
            var judged = run ?? await LatestAsync(source, query.AsOf, against, ct);
            var facts = await ReadSourceAsync(source, query.AsOf, ct);
            if (judged is not null)
                facts = await ReadRunsAsync(facts, judged, against, query, ct);
            var baseline = Baseline.Of(facts, query.Settings);
            facts = await NameMissingAssetsAsync(facts, baseline, ct);
            compared.Add(SourceComparison.Of(facts, baseline, query.Settings, judgedAt));
        }

        return new RunComparison.Compared(judgedAt, query.Settings, compared);
    }

    /// <summary>As of the past, a run that started later does not exist yet.</summary>
    private async Task<RunFacts?> FindAsync(Guid? runId, DateTimeOffset? asOf, CancellationToken ct)
    {
        if (runId is not { } id || await history.FindAsync(id, ct) is not { } run)
            return null;
        return asOf is null || run.StartedAt <= asOf ? AsOf(run, asOf) : null;
    }

    /// <summary>
    /// Runs of a source never overlap, so of the latest few at most one is running; and the one to compare with is not
    /// the one compared.
    /// </summary>
    private async Task<RunFacts?> LatestAsync(
        string source,
        DateTimeOffset? asOf,
        RunFacts? against,
        CancellationToken ct
    ) =>
        (await history.ReadLatestAsync(source, asOf, limit: 3, ct))
            .Select(run => AsOf(run, asOf))
            .FirstOrDefault(run => run.Status != RunStatus.Running && run.RunId != against?.RunId);

    private async Task<SourceFacts> ReadSourceAsync(string source, DateTimeOffset? asOf, CancellationToken ct)
    {
        var facts = await history.ReadSourceAsync(source, asOf, ct);
        // Locks are known of now, not of the past.
        var isOrphaned =
            facts.Running is { } running && asOf is null ? await history.IsOrphanedAsync(running, ct) : null;
        var description = catalog.TryGet(source, out var registered) ? registered.Description : null;
        return facts with
        {
            Cadence = description?.Cadence,
            TimeLimit = description?.TimeLimit,
            IsStatic = description?.IsStatic ?? false,
            IsLocked = !isOrphaned,
        };
    }

    private async Task<SourceFacts> ReadRunsAsync(
        SourceFacts facts,
        RunFacts judged,
        RunFacts? against,
        CompareRuns query,
        CancellationToken ct
    )
    {
        var earlier = await history.ReadEarlierAsync(judged, query.Settings.Window + BeyondTheWindow, ct);
        facts = facts with
        {
            Run = judged,
            Against = against,
            Earlier = [.. earlier.Select(run => AsOf(run, query.AsOf))],
        };
        RunFacts[] used = [.. Baseline.Of(facts, query.Settings).Runs, judged];
        facts = await CountRejectedAsync(facts, used, ct);
        facts = facts with { Assets = await history.ReadAssetsAsync([.. used.Select(run => run.RunId)], ct) };
        return judged.Status == RunStatus.Success
            ? WithPrices(facts, await history.ReadPricesAsync(judged, ct))
            : facts;
    }

    private async Task<SourceFacts> CountRejectedAsync(SourceFacts facts, RunFacts[] runs, CancellationToken ct)
    {
        // A transformation that started after the run had committed has read its rows.
        var transformed = runs.Where(run => run.EndedAt <= facts.TransformedAt);
        var counts = await history.CountRejectedAsync(facts.Source, [.. transformed], ct);
        return facts with
        {
            Run = Rejected(facts.Run!),
            Against = facts.Against is { } other ? Rejected(other) : null,
            Earlier = [.. facts.Earlier.Select(Rejected)],
        };

        RunFacts Rejected(RunFacts run) =>
            counts.TryGetValue(run.RunId, out var rejected) ? run with { Rejected = rejected } : run;
    }

    private static SourceFacts WithPrices(SourceFacts facts, IReadOnlyList<AssetPrices> prices) =>
        facts with
        {
            Prices = prices,
            Run = facts.Run! with { NewestDataAt = prices.Count == 0 ? null : prices.Max(price => price.LastUpdated) },
        };

    private async Task<SourceFacts> NameMissingAssetsAsync(
        SourceFacts facts,
        Baseline baseline,
        CancellationToken ct
    ) =>
        MissingAssets.Find(facts, baseline) is { Count: > 0 } missing
            ? facts with
            {
                NamesByAsset = await history.NameAssetsAsync(facts.Source, missing, ct),
            }
            : facts;

    private static RunFacts AsOf(RunFacts run, DateTimeOffset? asOf) => asOf is { } instant ? run.AsOf(instant) : run;
}
