using Kasparro.Application.MarketData;
using Kasparro.Application.Paging;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Prices;
using MediatR;

namespace Kasparro.Application.Prices;

/// <summary>One price of each asset that a filter names, by symbol and name.</summary>
/// <param name="Filter">Must name assets; only the newest rows are read.</param>
public sealed record GetPrices(MarketDataFilter Filter) : IQuery<PricesResult>;

/// <summary>The prices, and of the symbols asked for those that several assets share.</summary>
public sealed record PricesResult(IReadOnlyList<AssetPrice> Prices, IReadOnlyList<AmbiguousAsset> AmbiguousAssets);

internal sealed class GetPricesHandler(IMarketDataReader reader, SourceCatalog sources, TimeProvider time)
    : IRequestHandler<GetPrices, PricesResult>
{
    /// <summary>A price is fresh while at most one run of its source is missing.</summary>
    private const int Intervals = 2;

    /// <summary>Of a source that this process does not know: the default of the others.</summary>
    private static readonly TimeSpan s_cadence = TimeSpan.FromHours(4);

    private static readonly PageRequest<MarketDataPosition> s_all = new(1_000);

    public async Task<PricesResult> Handle(GetPrices query, CancellationToken ct)
    {
        var filter = query.Filter with { LatestOnly = true };
        var now = filter.AsOf ?? time.GetUtcNow();
        var page = await reader.ReadPageAsync(filter, MarketDataOrder.Symbol, s_all, ct);
        var prices = page.Rows.Items.GroupBy(row => row.AssetId).Select(asset => PriceOf([.. asset], now));
        return new PricesResult([.. prices], page.AmbiguousAssets);
    }

    private AssetPrice PriceOf(List<MarketDataRow> rows, DateTimeOffset now)
    {
        var consensus = ConsensusPrice.Of(
            [
                .. rows.Select(row => new SourcePrice(
                    row.Source,
                    NumberLexeme.Read(row.PriceUsd.Digits).Number!.Value,
                    row.LastUpdated,
                    CadenceOf(row.Source) * Intervals
                )),
            ],
            now
        );
        return new AssetPrice(
            rows[0].AssetId,
            rows[0].Symbol,
            rows[0].Name,
            consensus.PriceUsd is { } price ? new NumberText($"{price}") : null,
            consensus.Spread,
            [
                .. rows.Select(row => new PriceOfSource(
                    row.Source,
                    row.PriceUsd,
                    row.LastUpdated,
                    (long)(now - row.LastUpdated).TotalSeconds,
                    consensus.Excluded.TryGetValue(row.Source, out var reason)
                        ? reason.ToString().ToLowerInvariant()
                        : null
                )),
            ]
        );
    }

    private TimeSpan CadenceOf(string source) =>
        sources.All.FirstOrDefault(known => known.Description.Name == source)?.Description.Cadence ?? s_cadence;
}
