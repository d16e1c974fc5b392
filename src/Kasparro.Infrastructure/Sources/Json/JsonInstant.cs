using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

internal static class JsonInstant
{
    /// <summary>
    /// A time that a source writes as ISO 8601 text; a number is not guessed to be seconds or milliseconds.
    /// </summary>
    public static TimestampReading Iso8601(Field field) =>
        field is { Kind: FieldKind.Text, Text: { Length: > 0 } text }
            ? Timestamp.ReadIso8601(text)
            : TimestampReading.Unreadable("it is not an ISO 8601 text");
}
