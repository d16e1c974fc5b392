using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary><c>schema_versions.known</c> and <c>latest</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SchemaProfile))]
internal sealed partial class SchemaProfileJson : JsonSerializerContext
{
    public static SchemaProfile Read(string json) => JsonSerializer.Deserialize(json, Default.SchemaProfile)!;

    public static string Write(SchemaProfile profile) => JsonSerializer.Serialize(profile, Default.SchemaProfile);
}
