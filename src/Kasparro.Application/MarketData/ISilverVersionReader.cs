namespace Kasparro.Application.MarketData;

/// <summary>Which commit Silver is at.</summary>
public interface ISilverVersionReader
{
    /// <summary>A number that every commit that changes Silver raises. Cheap: it reads one row a source.</summary>
    /// <returns>Null where several servers answer: the one that is asked next for data may be at another
    /// commit.</returns>
    Task<long?> ReadAsync(CancellationToken ct);
}
