namespace Kasparro.Domain.Bronze;

/// <summary>One record as a source sent it: the id it is known by there, and its JSON text.</summary>
/// <param name="SourceId">The source's own id, or a synthetic one (see <see cref="SourceRecordId"/>).</param>
/// <param name="Payload">The source's own JSON text in UTF-8, as <see cref="StorableJson"/> keeps it.</param>
/// <param name="Envelope">What stood around it.</param>
public readonly record struct RawRecord(
    string SourceId,
    ReadOnlyMemory<byte> Payload,
    RecordEnvelope Envelope = default
)
{
    /// <summary>
    /// A record under the id that the source gave it, or under a synthetic one where that id is missing or cannot be
    /// stored.
    /// </summary>
    public static RawRecord From(string? id, ReadOnlyMemory<byte> payload, RecordEnvelope envelope = default) =>
        new(
            SourceRecordId.IsStorable(id) ? id! : SourceRecordId.Synthetic(payload.Span),
            StorableJson.Of(payload),
            envelope with
            {
                Json = StorableJson.Of(envelope.Json),
            }
        );

    /// <summary>See <see cref="PayloadHash"/>.</summary>
    public byte[] Hash() =>
        Envelope.IsStated ? PayloadHash.Of(Payload.Span, Envelope.Json.Span) : PayloadHash.Of(Payload.Span);
}
