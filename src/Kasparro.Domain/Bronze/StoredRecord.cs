namespace Kasparro.Domain.Bronze;

/// <summary>A record as Bronze holds it: all that its mapping may read.</summary>
/// <param name="Payload">JSON in UTF-8, as received.</param>
/// <param name="Envelope">A JSON object in UTF-8 with what stood around the record; empty where nothing was
/// kept.</param>
/// <param name="IngestedAt">UTC: when its page was received.</param>
public readonly record struct StoredRecord(
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Envelope = default,
    DateTimeOffset IngestedAt = default
);
