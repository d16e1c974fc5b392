using System.Globalization;
using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.Ingestion;

/// <summary>Decides what a backfill has to do; sends nothing to the source.</summary>
/// <param name="From">UTC, included.</param>
/// <param name="To">UTC, excluded.</param>
/// <param name="Coins">Ids of the source; empty for the largest coins.</param>
/// <param name="Top">How many of the largest, where no coin is named.</param>
public sealed record PlanBackfill(
    string Source,
    DateTimeOffset From,
    DateTimeOffset To,
    HistoryInterval Interval,
    IReadOnlyList<string> Coins,
    int Top
) : IQuery<BackfillPlan>;

internal sealed class PlanBackfillHandler(
    IBackfillReader reader,
    SourceCatalog sources,
    RetentionPolicy retention,
    TimeProvider time
) : IRequestHandler<PlanBackfill, BackfillPlan>
{
    public async Task<BackfillPlan> Handle(PlanBackfill query, CancellationToken ct)
    {
        var source = sources[query.Source].Description;
        if (source.History is not { } history)
            return new BackfillPlan.Refused($"{source.Title} has no history that could be fetched.");
        var now = time.GetUtcNow();
        if (query.To > now)
            return new BackfillPlan.Refused($"--to is {Day(query.To)}, which is in the future.");
        if (retention.PricesFrom(query.Source, now) is { } kept && kept >= query.To)
            return new BackfillPlan.Refused(
                $"Prices of {source.Title} are kept from {Day(kept)} on; --to is {Day(query.To)}.",
                "Raise RETENTION_DAYS, or take it away, to keep older ones."
            );
        var limits = history[query.Interval];
        if (limits.Earliest(now) is { } earliest && earliest >= query.To)
            return new BackfillPlan.Refused(
                $"{source.Title} hands out {Steps(query.Interval)} prices from {Day(earliest)} on, as its plan is set; "
                    + $"--to is {Day(query.To)}."
            );

        var coins =
            query.Coins.Count > 0
                ? await reader.FindCoinsAsync(query.Source, query.Coins, ct)
                : await reader.ReadLargestAsync(query.Source, query.Top, ct);
        string[] unknown = [.. query.Coins.Except(coins.Select(coin => coin.Id))];
        if (unknown.Length > 0 || coins.Count == 0)
            return new BackfillPlan.Refused(
                unknown.Length == 0
                    ? $"No coin of {source.Title} is known yet."
                    : $"{source.Title} has never named {string.Join(", ", unknown)} here.",
                $"Coins are known from its runs: check the ids, or start 'run --source {query.Source}' first."
            );

        var state =
            await reader.ReadStateAsync(query.Source, ct) is { } left && left.IsOf(query.From, query.To, query.Interval)
                ? left
                : new BackfillState(query.From, query.To, query.Interval, []);
        var from = limits.Earliest(now) is { } reached && reached > query.From ? reached : query.From;
        return new BackfillPlan.Ready(query.Source, state, coins)
        {
            Earliest = from,
            RequestsOfACoin = limits.PartsOf(from, query.To).Count,
        };
    }

    private static string Steps(HistoryInterval interval) => interval.ToString().ToLowerInvariant();

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
