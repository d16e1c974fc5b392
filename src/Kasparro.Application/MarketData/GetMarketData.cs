using MediatR;

namespace Kasparro.Application.MarketData;

/// <summary>One page of normalised market data.</summary>
/// <param name="After">The last row of the page before; null for the first page.</param>
/// <param name="Offset">Rows to pass over, counted from <paramref name="After"/>.</param>
public sealed record GetMarketData(MarketDataFilter Filter, MarketDataOrder Order, int Limit, long Offset = 0, MarketDataPosition? After = null) : IQuery<MarketDataPage>;

/// <param name="AmbiguousSymbols">Of the symbols asked for, those that several assets share.</param>
public sealed record MarketDataPage(IReadOnlyList<MarketDataRow> Rows, bool HasMore, IReadOnlyList<string> AmbiguousSymbols);

internal sealed class GetMarketDataHandler(IMarketDataReader reader) : IRequestHandler<GetMarketData, MarketDataPage>
{
    public async Task<MarketDataPage> Handle(GetMarketData query, CancellationToken ct)
    {
        var rows = new List<MarketDataRow>(query.Limit + 1);
        // One row more than the page has tells whether there is a next one, without counting the table.
        await foreach (var row in reader.ReadAsync(query.Filter, query.Order, query.After, query.Offset, query.Limit + 1, ct)) rows.Add(row);

        var hasMore = rows.Count > query.Limit;
        if (hasMore) rows.RemoveAt(query.Limit);
        var ambiguous = query.Filter.Symbols.Count == 0 ? [] : await reader.FindAmbiguousAsync(query.Filter.Symbols, ct);
        return new MarketDataPage(rows, hasMore, ambiguous);
    }
}
