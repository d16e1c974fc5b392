using MediatR;

namespace Kasparro.Application.MarketData;

/// <summary>All rows that match, streamed.</summary>
/// <param name="After">The position of the last row before the export; null to start with the first row.</param>
/// <param name="Offset">Rows to skip, counted from <paramref name="After"/>.</param>
/// <param name="Limit">Null for all rows.</param>
public sealed record ExportMarketData(
    MarketDataFilter Filter,
    MarketDataOrder Order,
    MarketDataPosition? After,
    long Offset,
    int? Limit
) : IQuery<IAsyncEnumerable<MarketDataRow>>;

internal sealed class ExportMarketDataHandler(IMarketDataReader reader)
    : IRequestHandler<ExportMarketData, IAsyncEnumerable<MarketDataRow>>
{
    public Task<IAsyncEnumerable<MarketDataRow>> Handle(ExportMarketData query, CancellationToken ct) =>
        Task.FromResult(reader.ExportAsync(query.Filter, query.Order, query.After, query.Offset, query.Limit, ct));
}
