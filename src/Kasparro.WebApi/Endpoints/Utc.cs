using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kasparro.WebApi.Endpoints;

/// <summary>Instants as RFC 3339 in UTC with a Z, to the microsecond that PostgreSQL keeps, and no more digits than needed.</summary>
internal sealed class Utc : JsonConverter<DateTimeOffset>
{
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));
}
