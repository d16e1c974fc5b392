namespace Kasparro.Application.Explanation;

/// <summary>Reads where a row of market data comes from.</summary>
public interface IExplanationReader
{
    /// <returns>Null where there is no such row.</returns>
    Task<StoredExplanation?> FindAsync(MarketDataKey key, CancellationToken ct);

    /// <summary>All that a source said about one instant, the current statement first.</summary>
    /// <returns>Empty where there is no such row.</returns>
    Task<IReadOnlyList<Statement>> ListStatementsAsync(MarketDataKey key, CancellationToken ct);
}
