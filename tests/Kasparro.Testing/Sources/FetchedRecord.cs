namespace Kasparro.Testing.Sources;

/// <summary>A record that a source yielded, copied out of its page.</summary>
public sealed record FetchedRecord(int Page, string SourceId, string Payload);
