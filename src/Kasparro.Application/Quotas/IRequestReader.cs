namespace Kasparro.Application.Quotas;

/// <summary>Reads how many requests were sent.</summary>
public interface IRequestReader
{
    /// <param name="month">Its first instant, in UTC.</param>
    Task<RequestUse> ReadAsync(string source, DateTimeOffset month, CancellationToken ct);
}
