using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kasparro.WebApi.Http;

/// <summary>
/// Instants as RFC 3339 in UTC with a Z, to the microsecond that PostgreSQL keeps, and no more digits than needed.
/// </summary>
internal sealed class Utc : JsonConverter<DateTimeOffset>
{
    /// <summary>Bytes that <see cref="Format(DateTimeOffset, Span{byte})"/> needs.</summary>
    public const int MaxBytes = 28;

    private const int BytesAfterMicroseconds = 2;

    public static string Format(DateTimeOffset instant) =>
        Encoding.ASCII.GetString(Format(instant, stackalloc byte[MaxBytes]));

    /// <summary>As UTF-8, at the start of <paramref name="room"/>.</summary>
    public static ReadOnlySpan<byte> Format(DateTimeOffset instant, Span<byte> room)
    {
        // 2025-02-09T17:44:06.7110000Z has always seven places: drop the seventh and the Z, then zeros, then a point
        // with nothing after it.
        instant.UtcDateTime.TryFormat(room, out var length, "O");
        var text = room[..(length - BytesAfterMicroseconds)].TrimEnd((byte)'0').TrimEnd((byte)'.');
        room[text.Length] = (byte)'Z';
        return room[..(text.Length + 1)];
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value, stackalloc byte[MaxBytes]));
}
