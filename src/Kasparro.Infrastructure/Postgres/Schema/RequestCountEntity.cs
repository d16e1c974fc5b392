namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>Requests that a provider was sent in a month, by every process.</summary>
internal sealed class RequestCountEntity
{
    public required string Source { get; init; }

    /// <summary>Its first instant, in UTC.</summary>
    public DateTimeOffset Month { get; init; }

    public long Requests { get; init; }
}
