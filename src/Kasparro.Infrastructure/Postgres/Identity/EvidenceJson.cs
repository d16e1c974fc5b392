using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>
/// <c>identity_decisions.evidence</c>: snake_case, without what is unknown. Prices are texts, digit for digit.
/// </summary>
internal static class EvidenceJson
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LexemeConverter() },
    };

    public static string Write(LinkEvidence evidence) => JsonSerializer.Serialize(evidence, s_json);

    private sealed class LexemeConverter : JsonConverter<NumberLexeme>
    {
        public override NumberLexeme Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            NumberLexeme.Read(reader.GetString()!).Number ?? throw new JsonException("not a number");

        public override void Write(Utf8JsonWriter writer, NumberLexeme value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
