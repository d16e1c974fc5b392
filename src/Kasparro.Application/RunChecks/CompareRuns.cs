using Kasparro.Application.Sources;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.RunChecks.Checks;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.RunChecks;

/// <summary>
/// Holds the latest run of every source, or one run, against the runs before it, or against one other run.
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
    /// Runs beyond the window that are looked at: those that failed, or were started otherwise, do not use it up.
    /// </summary>
    private const int BesideTheWindow = 200;

    public async Task<RunComparison> Handle(CompareRuns query, CancellationToken ct)
    {
        var asOf = query.AsOf ?? time.GetUtcNow();
        var run = await FindAsync(query.RunId, asOf, ct);
        var against = await FindAsync(query.Against, asOf, ct);
        if (query.RunId is { } runId && run is null)
            return new RunComparison.Unknown($"There is no run {runId}.");
        if (query.Against is { } otherId && against is null)
            return new RunComparison.Unknown($"There is no run {otherId}.");

        string[] named =
        [
            .. new[] { query.Source, run?.Facts.Source, against?.Facts.Source }.OfType<string>().Distinct(),
        ];
        if (named.Length > 1)
            return new RunComparison.Mismatch(
                $"Runs of one source can be compared; these are of {string.Join(" and ", named)}."
            );

        var compared = new List<SourceComparison>();
        foreach (var source in named.Length == 0 ? catalog.Names : named)
        {
            var latest = run ?? await LatestAsync(source, asOf, against, ct);
            compared.Add(await CompareAsync(source, latest, against, query, asOf, ct));
        }

        return new RunComparison.Compared(asOf, query.Settings, compared);
    }

    /// <summary>As of the past, a run that began later is not there yet.</summary>
    private async Task<RecordedRun?> FindAsync(Guid? runId, DateTimeOffset asOf, CancellationToken ct) =>
        runId is { } id && await history.FindAsync(id, ct) is { } run && run.Facts.StartedAt <= asOf
            ? AsOf(run, asOf)
            : null;

    /// <summary>
    /// One run of a source works at a time, so of the newest few at most one has not ended; and the one to compare with
    /// is not the one compared.
    /// </summary>
    private async Task<RecordedRun?> LatestAsync(
        string source,
        DateTimeOffset asOf,
        RecordedRun? against,
        CancellationToken ct
    ) =>
        (await history.ReadAsync(source, asOf, limit: 3, ct))
            .Select(run => AsOf(run, asOf))
            .FirstOrDefault(run => run.Facts.Status != RunStatus.Running && run.Facts.RunId != against?.Facts.RunId);

    private async Task<SourceComparison> CompareAsync(
        string source,
        RecordedRun? run,
        RecordedRun? against,
        CompareRuns query,
        DateTimeOffset asOf,
        CancellationToken ct
    )
    {
        var facts = await StandingAsync(source, query, asOf, ct);
        if (run is null)
            return SourceComparison.Of(facts.Facts, Baseline.Empty, query.Settings, asOf);

        var earlier = (
            await history.ReadAsync(source, run.Facts.StartedAt, query.Settings.Window + BesideTheWindow, ct)
        )
            .Select(before => AsOf(before, asOf))
            .ToList();
        var known = facts.Facts with
        {
            Run = run.Facts,
            Against = against?.Facts,
            Earlier = [.. earlier.Select(before => before.Facts)],
        };
        var ids = Baseline
            .Of(known, query.Settings)
            .Runs.Select(before => before.RunId)
            .Append(run.Facts.RunId)
            .ToHashSet();
        RecordedRun[] used =
        [
            .. earlier
                .Append(run)
                .Concat(against is null ? [] : [against])
                .Where(one => ids.Contains(one.Facts.RunId))
                .DistinctBy(one => one.Facts.RunId),
        ];

        known = await WithRejectedAsync(known, used, facts.TransformedAt, ct);
        known = known with { Assets = await history.ReadAssetsAsync([.. ids], ct) };
        if (run.Facts.Status == RunStatus.Success)
            known = WithPrices(known, await history.ReadPricesAsync(run, ct));

        var baseline = Baseline.Of(known, query.Settings);
        if (MissingAssets.Find(known, baseline) is { Count: > 0 } missing)
            known = known with { AssetNames = await history.NameAssetsAsync(source, missing, ct) };
        return SourceComparison.Of(known, baseline, query.Settings, asOf);
    }

    private async Task<(SourceFacts Facts, DateTimeOffset? TransformedAt)> StandingAsync(
        string source,
        CompareRuns query,
        DateTimeOffset asOf,
        CancellationToken ct
    )
    {
        var standing = await history.ReadStandingAsync(source, asOf, ct);
        // A lock is held now; of the past nobody knows.
        var isOrphaned =
            standing.Running is { } running && query.AsOf is null ? await history.IsOrphanedAsync(running, ct) : null;
        var description = catalog.TryGet(source, out var registered) ? registered.Description : null;
        var facts = new SourceFacts
        {
            Source = source,
            Cadence = description?.Cadence,
            TimeLimit = description?.TimeLimit,
            IsStatic = description?.IsStatic ?? false,
            Running = standing.Running,
            IsLocked = !isOrphaned,
            LastSuccessAt = standing.LastSuccessAt,
        };
        return (facts, standing.TransformedAt);
    }

    private async Task<SourceFacts> WithRejectedAsync(
        SourceFacts facts,
        RecordedRun[] runs,
        DateTimeOffset? transformedAt,
        CancellationToken ct
    )
    {
        // A transformation that began when the run had committed has seen its rows.
        var counts = await history.CountRejectedAsync(
            facts.Source,
            [.. runs.Where(run => run.Facts.EndedAt <= transformedAt)],
            ct
        );
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

    private static RecordedRun AsOf(RecordedRun run, DateTimeOffset asOf) => run with { Facts = run.Facts.AsOf(asOf) };
}
