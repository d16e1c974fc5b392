using Kasparro.Application.Paging;
using MediatR;

namespace Kasparro.Application.MarketData;

/// <summary>One page of market data.</summary>
public sealed record GetMarketData(MarketDataFilter Filter, MarketDataOrder Order, PageRequest<MarketDataPosition> Page)
    : IQuery<MarketDataPage>;

internal sealed class GetMarketDataHandler(IMarketDataReader reader) : IRequestHandler<GetMarketData, MarketDataPage>
{
    public Task<MarketDataPage> Handle(GetMarketData query, CancellationToken ct) =>
        reader.ReadPageAsync(query.Filter, query.Order, query.Page, ct);
}
