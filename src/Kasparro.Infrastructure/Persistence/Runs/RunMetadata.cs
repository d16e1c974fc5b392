using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kasparro.Infrastructure.Persistence.Runs;

/// <summary>What happened in a run, counted: <c>etl_runs.metadata</c>. Absent where a source does not know.</summary>
internal sealed record RunMetadata
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Host and process, so that a person finds the log.</summary>
    public required string Process { get; init; }

    /// <summary>Records received.</summary>
    public long? Fetched { get; init; }

    /// <summary>Of these, new to Bronze.</summary>
    public long? Inserted { get; init; }

    public long? Duplicates { get; init; }
    public int? PagesReceived { get; init; }
    public int? PagesExpected { get; init; }
    public long? Requests { get; init; }
    public long? Retries { get; init; }

    /// <summary>Waiting for the source's rate limit or before retries.</summary>
    public long? WaitedMs { get; init; }
    public long? Bytes { get; init; }

    /// <summary>config, transient, data or system.</summary>
    public string? FailureClass { get; init; }
    public string? NextStep { get; init; }

    public static RunMetadata FromJson(string json) => JsonSerializer.Deserialize<RunMetadata>(json, s_json)!;

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
