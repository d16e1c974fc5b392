using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Application;

namespace Kasparro.WebApi.Http;

/// <summary>Writes a number with all of its digits.</summary>
/// <param name="asString">As a JSON string, for clients whose JSON parser would round a number.</param>
internal sealed class NumberTextConverter(bool asString) : JsonConverter<NumberText>
{
    public override NumberText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("No request contains such a number.");

    public override void Write(Utf8JsonWriter writer, NumberText value, JsonSerializerOptions options)
    {
        if (asString)
            writer.WriteStringValue(value.Digits);
        // PostgreSQL writes numeric as digits with a point, which is JSON.
        else
            writer.WriteRawValue(value.Digits, skipInputValidation: true);
    }
}
