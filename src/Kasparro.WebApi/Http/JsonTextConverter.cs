using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Application;

namespace Kasparro.WebApi.Http;

/// <summary>Writes stored JSON as it is. PostgreSQL checked that it is JSON when it stored it.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("No request contains stored JSON.");

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text, skipInputValidation: true);
}
