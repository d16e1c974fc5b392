using System.Text.Json;
using System.Text.Json.Serialization;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>
/// <c>etl_runs.metadata</c> and <c>etl_checkpoints.backfill</c>: snake_case, without what is unknown.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FailureClassConverter), typeof(HistoryIntervalConverter)]
)]
[JsonSerializable(typeof(RunMetadata))]
[JsonSerializable(typeof(BackfillState))]
internal sealed partial class RunMetadataJson : JsonSerializerContext
{
    public static RunMetadata Read(string json) => JsonSerializer.Deserialize(json, Default.RunMetadata)!;

    public static string Write(RunMetadata metadata) => JsonSerializer.Serialize(metadata, Default.RunMetadata);

    public static BackfillState ReadState(string json) => JsonSerializer.Deserialize(json, Default.BackfillState)!;

    public static string Write(BackfillState state) => JsonSerializer.Serialize(state, Default.BackfillState);

    private sealed class FailureClassConverter()
        : JsonStringEnumConverter<FailureClass>(JsonNamingPolicy.SnakeCaseLower);

    private sealed class HistoryIntervalConverter()
        : JsonStringEnumConverter<HistoryInterval>(JsonNamingPolicy.SnakeCaseLower);
}
