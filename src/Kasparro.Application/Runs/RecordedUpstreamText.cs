using System.Text.Json.Nodes;

namespace Kasparro.Application.Runs;

/// <summary>
/// What an upstream said when a run failed, as the run's metadata hold it. Another system wrote it, so it is for
/// operators alone: consumers get the metadata without it.
/// </summary>
internal static class RecordedUpstreamText
{
    private const string Key = "upstream_text";

    /// <summary>Null where the metadata hold none.</summary>
    public static string? In(JsonText metadata) => Contains(metadata) ? (string?)Parse(metadata)[Key] : null;

    public static JsonText RemovedFrom(JsonText metadata)
    {
        if (!Contains(metadata))
            return metadata;
        var rest = Parse(metadata);
        rest.Remove(Key);
        return new JsonText(rest.ToJsonString());
    }

    private static bool Contains(JsonText metadata) => metadata.Text.Contains(Key, StringComparison.Ordinal);

    private static JsonObject Parse(JsonText metadata) => JsonNode.Parse(metadata.Text)!.AsObject();
}
