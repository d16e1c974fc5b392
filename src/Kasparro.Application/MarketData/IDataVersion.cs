namespace Kasparro.Application.MarketData;

/// <summary>Which commit Silver is at.</summary>
public interface IDataVersion
{
    /// <summary>A text that differs after every commit that changes Silver. Cheap: it reads one row a source.</summary>
    Task<string> ReadAsync(CancellationToken ct);
}
