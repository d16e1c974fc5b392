using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kasparro.Infrastructure.Postgres.Runs;

/// <summary>What happened in a run, counted: <c>etl_runs.metadata</c>. Absent where a source does not know.</summary>
internal sealed record RunMetadata
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Version of the program.</summary>
    public string? Version { get; init; }

    /// <summary>Host and process, so that a person finds the log.</summary>
    public string? Process { get; init; }

    /// <summary>Records received.</summary>
    public long? Fetched { get; init; }

    /// <summary>Of these, new to Bronze.</summary>
    public long? Inserted { get; init; }

    public long? Duplicates { get; init; }

    /// <summary>Assets that it notifications of, those of duplicates included. Which ones: <c>run_assets</c>.</summary>
    public long? DistinctAssets { get; init; }

    /// <summary>The ids reserved for its rows in Bronze, from here…</summary>
    public long? FirstRawId { get; init; }

    /// <summary>…to here. Duplicates leave gaps.</summary>
    public long? LastRawId { get; init; }
    public int? PagesReceived { get; init; }
    public int? PagesExpected { get; init; }
    public bool? FirstPageReceived { get; init; }
    public long? Requests { get; init; }
    public long? Retries { get; init; }

    /// <summary>Waiting for the source's rate limit or before retries.</summary>
    public long? WaitedMs { get; init; }
    public long? Bytes { get; init; }

    /// <summary>config, transient, data or system.</summary>
    public string? FailureClass { get; init; }
    public string? NextStep { get; init; }

    /// <summary>See <see cref="Domain.Runs.RunFailure.UpstreamText"/>.</summary>
    public string? UpstreamText { get; init; }

    public static RunMetadata FromJson(string json) => JsonSerializer.Deserialize<RunMetadata>(json, s_json)!;

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
