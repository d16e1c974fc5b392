using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary><c>schema_versions.known</c> and <c>latest</c>.</summary>
internal static class SchemaProfileJson
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static SchemaProfile Read(string json) => JsonSerializer.Deserialize<SchemaProfile>(json, s_json)!;

    public static string Write(SchemaProfile profile) => JsonSerializer.Serialize(profile, s_json);
}
