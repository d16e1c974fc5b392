using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>
/// <c>etl_runs.metadata</c> and <c>etl_checkpoints.backfill</c>: snake_case, without what is unknown.
/// </summary>
internal static class RunMetadataJson
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static RunMetadata Read(string json) => JsonSerializer.Deserialize<RunMetadata>(json, s_json)!;

    public static BackfillState ReadState(string json) => JsonSerializer.Deserialize<BackfillState>(json, s_json)!;

    public static string Write(BackfillState state) => JsonSerializer.Serialize(state, s_json);

    public static string Write(RunMetadata metadata) => JsonSerializer.Serialize(metadata, s_json);
}
