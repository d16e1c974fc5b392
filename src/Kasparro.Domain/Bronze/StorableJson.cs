using System.Text;
using System.Text.Json;

namespace Kasparro.Domain.Bronze;

/// <summary>JSON that PostgreSQL's <c>json</c> can hold: its parser recurses, and its stack is limited.</summary>
public static class StorableJson
{
    /// <summary>PostgreSQL 15 takes more than 10,000 levels and fewer than 20,000 with its own default.</summary>
    public const int MaxDepth = 4_096;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// The payload itself; one that is nested deeper becomes a JSON string that holds its text, every character of it,
    /// because refusing it would cost the source all of its other records.
    /// </summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> payload) =>
        IsTooDeep(payload.Span) ? JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(payload.Span)) : payload;

    private static bool IsTooDeep(ReadOnlySpan<byte> payload)
    {
        // Each level takes a bracket at either end: almost every record is too short to be looked at.
        if (payload.Length <= 2 * MaxDepth)
            return false;
        try
        {
            var reader = new Utf8JsonReader(payload, s_options);
            while (reader.Read()) { }
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
