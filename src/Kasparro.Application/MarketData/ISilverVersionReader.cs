namespace Kasparro.Application.MarketData;

/// <summary>Reads the version of Silver: of its committed data.</summary>
public interface ISilverVersionReader
{
    /// <summary>A number that every commit that changes Silver raises. Cheap: it reads one row a source.</summary>
    /// <returns>Null where several servers serve reads: the next query may see another commit.</returns>
    Task<long?> ReadAsync(CancellationToken ct);
}
