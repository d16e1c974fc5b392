namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>A row of a raw table. One class for all of them: they differ in name only.</summary>
internal sealed class RawRowEntity
{
    public long Id { get; init; }
    public required string SourceId { get; init; }
    public required string Payload { get; init; }
    public string? Envelope { get; init; }
    public required byte[] PayloadHash { get; init; }
    public DateTimeOffset IngestedAt { get; init; }
    public Guid RunId { get; init; }
}
