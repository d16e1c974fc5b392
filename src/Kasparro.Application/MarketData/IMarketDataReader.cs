using Kasparro.Application.Paging;

namespace Kasparro.Application.MarketData;

/// <summary>Reads market data, in a total order.</summary>
public interface IMarketDataReader
{
    Task<MarketDataPage> ReadPageAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        PageRequest<MarketDataPosition> page,
        CancellationToken ct
    );

    /// <summary>
    /// Streams rows, some thousand at a time: memory holds no more, and no transaction stays open while the reader of
    /// the stream is slow. A commit in between neither repeats nor loses a row.
    /// </summary>
    /// <param name="after">The position of the last row before the first one wanted; null to start with the
    /// first.</param>
    /// <param name="limit">Null for all rows.</param>
    IAsyncEnumerable<MarketDataRow> ExportAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int? limit,
        CancellationToken ct
    );
}
