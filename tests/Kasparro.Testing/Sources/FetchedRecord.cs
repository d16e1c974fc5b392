namespace Kasparro.Testing.Sources;

/// <summary>A record that a source yielded, copied out of its page.</summary>
/// <param name="Envelope">Empty where nothing was kept around it.</param>
public sealed record FetchedRecord(int Page, string SourceId, string Payload, string Envelope, bool IsEnvelopeStated);
