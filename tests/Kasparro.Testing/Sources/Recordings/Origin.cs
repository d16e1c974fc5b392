using System.Text.Json;
using Kasparro.Domain.Bronze;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>One value of a record, or of what stood around it.</summary>
public sealed record Origin(ReceivedRecord Record, JsonPart Part, bool IsInEnvelope)
{
    public string Path => IsInEnvelope ? FieldOrigins.Envelope + Part.Path : Part.Path;

    public bool IsText => Part.Kind == JsonValueKind.String;

    /// <summary>Digits of a Unix time in nanoseconds that PostgreSQL keeps.</summary>
    private const int KeptDigits = 13;

    /// <summary>Other values of the same kind, as JSON.</summary>
    public IEnumerable<string> Variants =>
        Part.Kind switch
        {
            JsonValueKind.String => new[] { "x" + Part.Text, Part.Text + "x", FieldOrigins.Bump(Part.Text) }
                .OfType<string>()
                .Select(text => JsonSerializer.Serialize(text)),
            JsonValueKind.Number when Part.Raw.Length > KeptDigits =>
            [
                FieldOrigins.Bump(Part.Raw)!,
                FieldOrigins.Bump(Part.Raw[..KeptDigits]) + Part.Raw[KeptDigits..],
            ],
            JsonValueKind.Number => [FieldOrigins.Bump(Part.Raw)!],
            JsonValueKind.True => ["false"],
            JsonValueKind.False => ["true"],
            _ => [],
        };

    /// <summary>The record with another value in this place.</summary>
    public StoredRecord With(string json) =>
        ReceivedRecord.StoredOf(
            IsInEnvelope ? Record.Payload : Part.Whole(json),
            IsInEnvelope ? Part.Whole(json) : Record.Envelope,
            Record.Stored.IngestedAt
        );
}
