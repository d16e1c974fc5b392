using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary><c>etl_runs.metadata</c>: snake_case, without what is unknown.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FailureClassConverter)]
)]
[JsonSerializable(typeof(RunMetadata))]
internal sealed partial class RunMetadataJson : JsonSerializerContext
{
    public static RunMetadata Read(string json) => JsonSerializer.Deserialize(json, Default.RunMetadata)!;

    public static string Write(RunMetadata metadata) => JsonSerializer.Serialize(metadata, Default.RunMetadata);

    private sealed class FailureClassConverter()
        : JsonStringEnumConverter<FailureClass>(JsonNamingPolicy.SnakeCaseLower);
}
