using MediatR;

namespace Kasparro.Application.MarketData;

/// <summary>One page of normalised market data.</summary>
/// <param name="After">The last row of the page before; null for the first page.</param>
/// <param name="Offset">Rows to pass over, counted from <paramref name="After"/>.</param>
public sealed record GetMarketData(
    MarketDataFilter Filter,
    MarketDataOrder Order,
    int Limit,
    long Offset = 0,
    MarketDataPosition? After = null
) : IQuery<MarketDataPage>;

/// <param name="AmbiguousSymbols">Of the symbols asked for, those that several assets share.</param>
/// <param name="Version">The <see cref="ISilverVersionReader"/> that the page is of; null where it has no rows.</param>
public sealed record MarketDataPage(
    IReadOnlyList<MarketDataRow> Rows,
    bool HasMore,
    IReadOnlyList<string> AmbiguousSymbols,
    long? Version
);

internal sealed class GetMarketDataHandler(IMarketDataReader reader) : IRequestHandler<GetMarketData, MarketDataPage>
{
    public async Task<MarketDataPage> Handle(GetMarketData query, CancellationToken ct)
    {
        // One row more than the page has tells whether there is a next one, without counting the table.
        var slice = await reader.ReadSliceAsync(
            query.Filter,
            query.Order,
            query.After,
            query.Offset,
            query.Limit + 1,
            ct
        );
        var hasMore = slice.Rows.Count > query.Limit;
        return new MarketDataPage(
            hasMore ? [.. slice.Rows.Take(query.Limit)] : slice.Rows,
            hasMore,
            slice.AmbiguousSymbols,
            slice.Version
        );
    }
}
