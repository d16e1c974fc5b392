using MediatR;

namespace Kasparro.Application.MarketData;

/// <summary>All rows that match, one after the other: however many there are, memory holds one.</summary>
/// <param name="Limit">Null for all.</param>
public sealed record ExportMarketData(
    MarketDataFilter Filter,
    MarketDataOrder Order,
    int? Limit,
    long Offset = 0,
    MarketDataPosition? After = null
) : IQuery<IAsyncEnumerable<MarketDataRow>>;

internal sealed class ExportMarketDataHandler(IMarketDataReader reader)
    : IRequestHandler<ExportMarketData, IAsyncEnumerable<MarketDataRow>>
{
    public Task<IAsyncEnumerable<MarketDataRow>> Handle(ExportMarketData query, CancellationToken ct) =>
        Task.FromResult(reader.ReadAsync(query.Filter, query.Order, query.After, query.Offset, query.Limit, ct));
}
