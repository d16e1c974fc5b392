namespace Kasparro.Application.MarketData;

/// <summary>Which commit Silver is at.</summary>
public interface IDataVersion
{
    /// <summary>A number that every commit that changes Silver raises. Cheap: it reads one row a source.</summary>
    Task<long> ReadAsync(CancellationToken ct);
}
