namespace Kasparro.Application.MarketData;

/// <summary>Reads Silver.</summary>
public interface IMarketDataReader
{
    /// <summary>Streams rows in a total order. Memory holds a row, however many there are.</summary>
    /// <param name="after">The row before the first one wanted; null to begin at the first.</param>
    /// <param name="limit">Null for all.</param>
    IAsyncEnumerable<MarketDataRow> ReadAsync(MarketDataFilter filter, MarketDataOrder order, MarketDataPosition? after, long offset, int? limit, CancellationToken ct);

    /// <summary>Which of these symbols (in upper case) mean more than one asset.</summary>
    Task<IReadOnlyList<string>> FindAmbiguousAsync(IReadOnlyList<string> symbols, CancellationToken ct);
}
