namespace Kasparro.Application.MarketData;

/// <summary>Reads Silver.</summary>
public interface IMarketDataReader
{
    /// <summary>Streams rows in a total order. Memory holds a row, however many there are.</summary>
    /// <param name="after">The row before the first one wanted; null to begin at the first.</param>
    /// <param name="limit">Null for all.</param>
    IAsyncEnumerable<MarketDataRow> ReadAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int? limit,
        CancellationToken ct
    );

    /// <summary>The same, for a page: at once, with what else there is to say of it.</summary>
    Task<MarketDataSlice> ReadSliceAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int limit,
        CancellationToken ct
    );
}
